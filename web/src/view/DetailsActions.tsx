import { useState } from "preact/hooks";
import { isSaved } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Chooser } from "./Chooser.tsx";
import { useMessenger, useParley } from "./context.ts";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { GroupSettings, Invitations } from "./parts.ts";
import { may } from "./messageRights.ts";
import { EXPIRIES, spansWith } from "./spans.ts";

/** What can be done with a conversation as a whole; what ends it stands below, in DetailsEnding. */
export function DetailsActions({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id);
  const [error, setError] = useState<string>();
  const [changing, setChanging] = useState(false);
  const [inviting, setInviting] = useState(false);
  const { id, muted, pinned, archived, kind } = conversation;
  const set = kind !== "direct" && (may(conversation, "change") || may(conversation, "remove") || conversation.role === "owner");
  const doing = (work: Promise<unknown>) => {
    setError(undefined);
    work.catch((failure: unknown) => setError(sentenceFor(failure)));
  };
  const other = otherIn(conversation, me);
  return (
    <>
      <div class="four">
        <button onClick={() => doing(messenger.changeSettings(id, { muted: !muted }))}>
          <Icon name={muted ? "bell-off" : "bell"} />
          {muted ? t.unmute : t.mute}
        </button>
        <button onClick={() => doing(messenger.changeSettings(id, { pinned: !pinned }))}>
          <Icon name="pin" />
          {pinned ? t.unpin : t.pin}
        </button>
        {set && (
          <button onClick={() => setChanging(true)}>
            <Icon name="settings" />
            {t.settings}
          </button>
        )}
        {kind !== "direct" && conversation.permissions && may(conversation, "invite") && (
          <button onClick={() => setInviting(true)}>
            <Icon name="link" />
            {t.invite}
          </button>
        )}
        <button onClick={() => doing(messenger.changeSettings(id, { archived: !archived }))} aria-pressed={archived}>
          <Icon name={archived ? "archive-restore" : "archive"} />
          {archived ? t.archived : t.archive}
        </button>
      </div>
      {inviting && <Invitations conversation={conversation} onClose={() => setInviting(false)} />}
      {changing && <GroupSettings conversation={conversation} onClose={() => setChanging(false)} />}
      {error && <ErrorLine text={error} />}
      {other && <WithPerson conversation={conversation} other={other} doing={doing} />}
    </>
  );
}

interface WithPersonProps {
  conversation: Conversation;
  other: string;
  doing: (work: Promise<unknown>) => void;
}

/** What one does with the one person one talks to. */
function WithPerson({ conversation, other, doing }: WithPersonProps) {
  const messenger = useMessenger();
  const contact = useParley((state) => state.contacts.get(other));
  const { id, lastSeq, request, expiresInS = 0 } = conversation;
  return (
    <div class="rows ruled">
      {contact === undefined && (
        <button class="menu-item" onClick={() => doing(messenger.askContact(other))}>
          <Icon name="user-plus" />
          {t.addContact}
        </button>
      )}
      {contact === "requested" && (
        <p class="menu-item">
          <Icon name="user-plus" />
          {t.requestSent}
        </p>
      )}
      {contact === "asked" && (
        <button class="menu-item" onClick={() => doing(messenger.answerContact(other, "accept"))}>
          <Icon name="check" />
          {t.accept}
        </button>
      )}
      {contact === "accepted" && (
        <button class="menu-item" onClick={() => doing(messenger.removeContact(other))}>
          <Icon name="user" />
          {t.removeContact}
        </button>
      )}
      {lastSeq > 0 && !request && (
        <Chooser
          label={t.expiry}
          value={expiresInS}
          options={spansWith(EXPIRIES, expiresInS, t.expiryNone)}
          onChoose={(seconds) => doing(messenger.groups.change(id, { expiresInS: seconds }))}
        />
      )}
    </div>
  );
}

/** The one person besides this user in a direct conversation. */
export function otherIn(conversation: Conversation, me: string | undefined): string | undefined {
  return conversation.kind === "direct" && !isSaved(conversation, me) ? conversation.peer : undefined;
}
