import { useState } from "preact/hooks";
import { Icon, Mark } from "./Icon.tsx";
import { LoginForm } from "./LoginForm.tsx";
import { chooseLanguage, spoken } from "./preferences.ts";
import { RegisterForm } from "./RegisterForm.tsx";
import { SignInArt } from "./SignInArt.tsx";

/** The door: sign in, or create an account. */
export function SignIn({ reason, onLanguage }: { reason?: "signedOut"; onLanguage: () => void }) {
  const [registering, setRegistering] = useState(false);
  const other = spoken() === "en" ? "pt" : "en";
  const swap = () => {
    chooseLanguage(other);
    onLanguage();
  };
  return (
    <div class="door">
      <main class="door-form">
        <div class="wordmark">
          <Mark />
          Parley
        </div>
        {registering ? (
          <RegisterForm onLogin={() => setRegistering(false)} />
        ) : (
          <LoginForm reason={reason} onRegister={() => setRegistering(true)} />
        )}
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

export function Host({ word }: { word: string }) {
  return (
    <p class="host">
      {word} <strong>{location.host}</strong>
    </p>
  );
}

