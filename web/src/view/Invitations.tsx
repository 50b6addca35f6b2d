import { useEffect, useState } from "preact/hooks";
import type { Invitation } from "../state/invitations.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { copy } from "./clipboard.ts";
import { useMessenger } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { invitationLink } from "./place.ts";
import { spanOf } from "./time.ts";

/** How long a new invitation is good, in seconds; the last one for good. */
const SPANS = [86_400, 604_800, 2_592_000, 0];
/** How many it lets in; the last one any number. */
const USES = [1, 10, 100, 0];

/** Links by which people come in by themselves: those that are good, and a new one. */
export function Invitations({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const { id } = conversation;
  const [all, setAll] = useState<Invitation[]>();
  const [copied, setCopied] = useState<string>();
  const [error, setError] = useState<string>();
  const [span, setSpan] = useState(SPANS[1]!);
  const [uses, setUses] = useState(0);
  const doing = (work: Promise<unknown>) => {
    setError(undefined);
    const read = () => messenger.groups.invitations(id).then(setAll);
    work.then(read).catch((failure: unknown) => setError(sentenceFor(failure)));
  };
  useEffect(() => doing(Promise.resolve()), [id]);
  const make = () => doing(messenger.groups.invite(id, { ...(span > 0 && { expiresInS: span }), ...(uses > 0 && { uses }) }));
  return (
    <Dialog title={t.inviteByLink} onClose={onClose}>
      <div class="scroll">
        <ul class="rows">
          {all?.map((invitation) => (
            <li key={invitation.code} class="invitation-row">
              <bdi class="clip" dir="ltr">
                {invitationLink(invitation.code)}
              </bdi>
              <span class="note clip">{termsOf(invitation)}</span>
              <button
                type="button"
                class="button"
                onClick={() => void copy(invitationLink(invitation.code)).then(() => setCopied(invitation.code))}
              >
                {copied === invitation.code ? t.copied : t.copy}
              </button>
              <button type="button" class="button text destructive" onClick={() => doing(messenger.groups.revokeInvitation(id, invitation.code))}>
                {t.revoke}
              </button>
            </li>
          ))}
        </ul>
        {all?.length === 0 && <p class="section-head">{t.noInvitations}</p>}
      </div>
      <div class="body invitation-terms">
        <label>
          {t.expires}
          <select value={span} onChange={(event) => setSpan(Number(event.currentTarget.value))}>
            {SPANS.map((one) => (
              <option key={one} value={one}>
                {one === 0 ? t.never : spanOf(one * 1000)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t.usesLeft}
          <select value={uses} onChange={(event) => setUses(Number(event.currentTarget.value))}>
            {USES.map((one) => (
              <option key={one} value={one}>
                {one === 0 ? t.anyNumber : one}
              </option>
            ))}
          </select>
        </label>
        {error && <ErrorLine text={error} />}
      </div>
      <footer>
        <button type="button" class="button primary" onClick={make}>
          {t.newInvitation}
        </button>
      </footer>
    </Dialog>
  );
}

function termsOf({ uses, used, expiresAt }: Invitation): string {
  const left = expiresAt ? spanOf(Math.max(0, Date.parse(expiresAt) - Date.now())) : t.never;
  return t.invitationTerms(left, used, uses);
}
