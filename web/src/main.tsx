import { render } from "preact";
import { Tab } from "./state/tabs/tab.ts";
import { speak } from "./strings/table.ts";
import { App } from "./view/App.tsx";
import { fetchTheRest } from "./view/lazy.tsx";
import { go } from "./view/place.ts";
import { spoken } from "./view/preferences.ts";
import { makeFormats } from "./view/time.ts";

/** What isn't needed at first waits until the first place stands and had time to be painted. */
const SETTLED_MS = 1_000;

const tab = new Tab();
tab.start(document.querySelector<HTMLLinkElement>("link[data-engine]")!.href);
addEventListener("load", () => void tab.updates.start((conversation) => go({ tab: "chats", conversation })));
const unwatch = tab.account.door.subscribe(settle);
void speak(spoken()).then(() => {
  render(<App account={tab.account} />, document.getElementById("app")!);
  makeFormats();
});

function settle(): void {
  if (tab.account.door.value.at === "starting") return;
  unwatch();
  setTimeout(() => void fetchTheRest(), SETTLED_MS);
}
