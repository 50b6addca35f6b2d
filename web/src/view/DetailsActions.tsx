import { useState } from "preact/hooks";
import { isSaved } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { go } from "./place.ts";

/** What can be done with a conversation as a whole; what hurts stands last. */
export function DetailsActions({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id);
  const contact = useParley((state) => state.contacts.get(conversation.peer ?? ""));
  const blocked = useParley((state) => state.blocks.has(conversation.peer ?? ""));
  const name = useParley((state) => state.users.get(conversation.peer ?? "")?.name ?? "");
  const [error, setError] = useState<string>();
  const { id, muted, pinned, kind, peer } = conversation;
  const doing = (work: Promise<unknown>) => {
    setError(undefined);
    work.catch((failure: unknown) => setError(sentenceFor(failure)));
  };
  const other = kind === "direct" && !isSaved(conversation, me) ? peer : undefined;
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
      </div>
      {error && <ErrorLine text={error} />}
      <div class="rows">
        {other && contact === undefined && (
          <button class="menu-item" onClick={() => doing(messenger.askContact(other))}>
            <Icon name="user-plus" />
            {t.addContact}
          </button>
        )}
        {other && contact === "requested" && (
          <p class="menu-item">
            <Icon name="user-plus" />
            {t.requestSent}
          </p>
        )}
        {other && contact === "asked" && (
          <button class="menu-item" onClick={() => doing(messenger.answerContact(other, "accept"))}>
            <Icon name="check" />
            {t.accept}
          </button>
        )}
        {other && contact === "accepted" && (
          <button class="menu-item" onClick={() => doing(messenger.removeContact(other))}>
            <Icon name="user" />
            {t.removeContact}
          </button>
        )}
        {other && (
          <button class="menu-item destructive" onClick={() => doing(messenger.block(other, !blocked))}>
            <Icon name="ban" />
            {blocked ? t.unblock : t.block(name)}
          </button>
        )}
        {kind !== "direct" && (
          <button
            class="menu-item destructive"
            onClick={() => doing(messenger.leave(id).then(() => go({ tab: "chats" })))}
          >
            <Icon name="log-out" />
            {t.leaveGroup}
          </button>
        )}
      </div>
    </>
  );
}
