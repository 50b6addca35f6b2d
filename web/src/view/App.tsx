import { useReducer } from "preact/hooks";
import { remembered, type TabAccount } from "../state/tabs/tab.ts";
import { speak, t } from "../strings/table.ts";
import { AccountContext, MessengerContext, useSelected } from "./context.ts";
import { spoken } from "./preferences.ts";
import { Frame } from "./Frame.tsx";
import { Shell } from "./Shell.tsx";
import { SignIn } from "./SignIn.tsx";

/** The whole client: the door outside, or the messenger inside. */
export function App({ account }: { account: TabAccount }) {
  const door = useSelected(account.door, (value) => value);
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const onLanguage = () => void speak(spoken()).then(() => redraw());
  return (
    <AccountContext.Provider value={account}>
      {door.at === "starting" && remembered() && <Frame />}
      {door.at === "outside" && <SignIn key={t.locale} reason={door.reason} onLanguage={onLanguage} />}
      {door.at === "inside" && (
        <MessengerContext.Provider value={door.messenger}>
          <Shell key={t.locale} onLanguage={onLanguage} />
        </MessengerContext.Provider>
      )}
    </AccountContext.Provider>
  );
}
