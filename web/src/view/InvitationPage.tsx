import { useEffect, useState } from "preact/hooks";
import type { InvitationPreview } from "../state/invitations.ts";
import { t } from "../strings/table.ts";
import { useAccount, useMessenger } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { isGone, sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { clean, initialsOf, inkOf } from "./names.ts";
import { addressOf, go } from "./place.ts";
import { SubmitButton } from "./SubmitButton.tsx";

/** Where an invitation leads, for who is signed in: a press makes them a member. */
export function InvitationPage({ code }: { code: string }) {
  const messenger = useMessenger();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const { preview, failure } = usePreview(code);
  const join = async (event: Event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    try {
      go({ tab: "chats", conversation: await messenger.groups.acceptInvitation(code) });
    } catch (trouble) {
      setError(sentenceFor(trouble));
      setBusy(false);
    }
  };
  return (
    <main class="pane main-pane invitation">
      {failure !== undefined && (
        <Empty icon="circle-alert" title={isGone(failure) ? t.invitationOver : sentenceFor(failure)} failed>
          <a class="button" href={addressOf({ tab: "chats" })}>
            {t.chats}
          </a>
        </Empty>
      )}
      {preview && (
        <form onSubmit={join}>
          <Invited preview={preview} />
          {error && <ErrorLine text={error} />}
          <SubmitButton label={t.join} busy={busy} />
        </form>
      )}
    </main>
  );
}

/** Over the forms at the door: to what one is invited. */
export function InvitedTo({ code }: { code: string }) {
  const { preview, failure } = usePreview(code);
  if (failure !== undefined) return <ErrorLine text={isGone(failure) ? t.invitationOver : sentenceFor(failure)} />;
  return preview ? <Invited preview={preview} /> : null;
}

function Invited({ preview }: { preview: InvitationPreview }) {
  const title = clean(preview.title);
  return (
    <div class="invited">
      <span class={`avatar square size-80 ink-${inkOf(title)}`} aria-hidden="true">
        {initialsOf(title)}
      </span>
      <h2>
        <bdi>{title}</bdi>
      </h2>
      <p>{t.invitedTo(preview.members)}</p>
      {preview.description && <p dir="auto">{clean(preview.description)}</p>}
    </div>
  );
}

function usePreview(code: string): { preview?: InvitationPreview; failure?: unknown } {
  const account = useAccount();
  const [found, setFound] = useState<{ preview?: InvitationPreview; failure?: unknown }>({});
  useEffect(() => {
    account.invitation(code).then(
      (preview) => setFound({ preview }),
      (failure: unknown) => setFound({ failure }),
    );
  }, [code]);
  return found;
}
