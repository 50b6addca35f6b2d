import { useEffect, useState } from "preact/hooks";
import type { ServerDoors } from "../state/account.ts";
import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { GuestForm } from "./GuestForm.tsx";
import { Icon, Mark } from "./Icon.tsx";
import { LoginForm } from "./LoginForm.tsx";
import { InvitedTo } from "./InvitationPage.tsx";
import { placeAt } from "./place.ts";
import { chooseLanguage, spoken } from "./preferences.ts";
import { RegisterForm } from "./RegisterForm.tsx";
import { SignInArt } from "./SignInArt.tsx";

type Form = "login" | "register" | "guest";

/** The door: sign in, create an account, or come in as a guest, as far as the server lets people. */
export function SignIn({ reason, onLanguage }: { reason?: "signedOut"; onLanguage: () => void }) {
  const [chosen, setForm] = useState<Form>();
  const other = spoken() === "en" ? "pt" : "en";
  const swap = () => {
    chooseLanguage(other);
    onLanguage();
  };
  const back = () => setForm("login");
  const place = placeAt(location.hash);
  const code = place.tab === "invitation" ? place.code : undefined;
  const doors = openedBy(code, useDoors());
  // who follows a link and is nobody here yet needs no more than a name
  const form = chosen ?? (code !== undefined && doors?.guests && !reason ? "guest" : "login");
  return (
    <div class="door">
      <main class="door-form" aria-label="Parley">
        <div class="wordmark">
          <Mark />
          Parley
        </div>
        {code !== undefined && form !== "guest" && <InvitedTo code={code} />}
        {form === "login" && <LoginForm reason={reason} doors={doors} onForm={setForm} />}
        {form === "register" && <RegisterForm invited={doors?.registration === "invite"} invitation={code} onLogin={back} />}
        {form === "guest" && <GuestForm link={code} onLogin={back} />}
        <footer class="door-foot">
          <button type="button" onClick={swap} lang={other}>
            <Icon name="languages" />
            {other === "pt" ? "Português" : "English"}
          </button>
          <span>Parley 1.0</span>
        </footer>
      </main>
      <SignInArt />
    </div>
  );
}

/** Who may come in; unknown until the server says so, and then only signing in is offered. */
function useDoors(): ServerDoors | undefined {
  const account = useAccount();
  const [doors, setDoors] = useState<ServerDoors>();
  useEffect(() => {
    account.server().then(setDoors, () => undefined); // unreachable: signing in will say so
  }, []);
  return doors;
}

/** Who holds an invitation to a group comes in by it, where the server lets links admit people. */
function openedBy(link: string | undefined, doors: ServerDoors | undefined): ServerDoors | undefined {
  if (link === undefined || !doors?.linksAdmit) return doors;
  return { ...doors, guests: true, registration: doors.registration === "closed" ? "invite" : doors.registration };
}

export function Host({ word }: { word: string }) {
  return (
    <p class="host">
      {word} <strong>{location.host}</strong>
    </p>
  );
}

/** The way back for who is here already. */
export function HaveAccount({ onLogin }: { onLogin: () => void }) {
  return (
    <p class="have-account">
      {t.haveAccount}
      <button type="button" class="button text" onClick={onLogin}>
        {t.signIn}
      </button>
    </p>
  );
}
