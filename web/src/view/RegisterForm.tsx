import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { useAccount } from "./context.ts";
import { ErrorLine, Field } from "./Field.tsx";
import { go } from "./place.ts";
import { HaveAccount, Host } from "./SignIn.tsx";
import { SHORTEST, strengthOf } from "./strength.ts";
import { SubmitButton } from "./SubmitButton.tsx";
import { useSubmit } from "./useSubmit.ts";

const USERNAME = /^[a-z0-9_.]{3,32}$/;

interface RegisterFormProps {
  /** Only with an invitation code. */
  invited: boolean;
  /** The code of the link that one came by. */
  invitation?: string;
  onLogin: () => void;
}

export function RegisterForm({ invited, invitation, onLogin }: RegisterFormProps) {
  const account = useAccount();
  const [password, setPassword] = useState("");
  const [wrong, setWrong] = useState<{ username?: string; password?: string }>({});
  const { submit, busy, failure, waitS } = useSubmit(async (fields) => {
    const username = (fields.username ?? "").trim().toLowerCase();
    const problems = {
      username: USERNAME.test(username) ? undefined : t.errors.username_invalid,
      password: [...password].length < SHORTEST ? t.errors.password_short : undefined,
    };
    setWrong(problems);
    if (problems.username || problems.password) return;
    const name = (fields.name ?? "").trim() || username;
    const conversation = await account.register(username, password, name, fields.invitation?.trim(), invitation);
    if (invitation) go({ tab: "chats", conversation });
  });
  const at = (field: string) =>
    failure?.field !== field
      ? undefined
      : field === "username" && failure.code === "taken"
        ? t.errors.taken
        : failure.text;
  const strength = strengthOf(password);
  const errors = {
    username: wrong.username ?? at("username"),
    password: wrong.password ?? at("password"),
    name: at("name"),
  };
  const elsewhere = failure && !(invited && failure.code === "closed") && !at("invitation") && !errors.username && !errors.password && !errors.name;
  return (
    <form onSubmit={submit} noValidate>
      <h1>{t.createAccount}</h1>
      <Host word={t.createAccountOn} />
      {invited && (
        <Field
          label={t.invitationCode}
          name="invitation"
          value={invitation}
          autocomplete="off"
          hint={t.invitationHint}
          error={at("invitation") ?? (failure?.code === "closed" ? t.errors.closed : undefined)}
          autofocus
        />
      )}
      <Field
        label={t.username}
        name="username"
        autocomplete="username"
        hint={t.usernameHint}
        error={errors.username}
        onBlur={(value) =>
          setWrong({
            ...wrong,
            username:
              value === "" || USERNAME.test(value.trim().toLowerCase()) ? undefined : t.errors.username_invalid,
          })
        }
        autofocus={!invited}
      />
      <Field label={t.displayName} name="name" autocomplete="name" error={errors.name} maxLength={64} />
      <Field
        label={t.password}
        name="password"
        type="password"
        autocomplete="new-password"
        hint={password === "" ? t.passwordHint : t.strength[strength]}
        error={errors.password}
        onInput={(value) => {
          setPassword(value);
          if (wrong.password) setWrong({ ...wrong, password: undefined });
        }}
      >
        <div class="strength" aria-hidden="true">
          {[1, 2, 3, 4].map((step) => (
            <i key={step} class={password !== "" && step <= strength ? "on" : ""} />
          ))}
        </div>
      </Field>
      {elsewhere && <ErrorLine text={failure.text} />}
      <SubmitButton label={t.createAccount} busy={busy} waitS={waitS} large />
      <HaveAccount onLogin={onLogin} />
    </form>
  );
}
