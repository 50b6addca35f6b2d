import { outgoingIn, tickOf, typersIn } from "../state/selectors.ts";
import type { Conversation, State } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar } from "./Avatar.tsx";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { nameOf, titleOf } from "./names.ts";
import { addressOf } from "./place.ts";
import { excerpt } from "./richText.ts";
import { Ticks } from "./Ticks.tsx";
import { shortTime } from "./time.ts";

/** One chat in the list: who, what was said last, when, how far it got, and what is unread. */
export function ConversationRow({ conversation, open }: { conversation: Conversation; open: boolean }) {
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const { unread, unreadMentions, muted, pinned } = conversation;
  const title = titleOf({ users, me }, conversation);
  const loud = unread > 0 && !muted;
  return (
    <a
      class={`row ${unread > 0 ? "has-unread" : ""} ${loud ? "loud" : ""}`}
      href={addressOf({ tab: "chats", conversation: conversation.id })}
      aria-current={open ? "true" : undefined}
    >
      <ConversationAvatar conversation={conversation} />
      <div>
        <div class="line">
          {conversation.kind === "channel" && <Icon name="megaphone" class="small" />}
          <bdi class="title clip">{title}</bdi>
          {muted && <Icon name="bell-off" class="small" />}
          {muted && <span class="unseen">{t.muted}</span>}
          <LastMark conversation={conversation} />
        </div>
        <div class="line">
          <Preview conversation={conversation} open={open} />
          {unreadMentions > 0 && (
            <span class="badge" title={t.mentioned}>
              @
            </span>
          )}
          {unread > 0 && (
            <span class={`badge ${muted ? "quiet" : ""}`} aria-label={t.unread(unread)}>
              {unread}
            </span>
          )}
          {pinned && unread === 0 && <Icon name="pin" class="small" />}
        </div>
      </div>
    </a>
  );
}

/** The tick of one's own last message, and the time of the last one. */
function LastMark({ conversation }: { conversation: Conversation }) {
  const me = useParley((state) => state.me?.id);
  const limit = useParley((state) => state.receiptMembers);
  const outgoing = useParley((state) => state.outbox).filter((one) => one.conversation === conversation.id).at(-1);
  const last = conversation.messages.at(-1);
  const at = outgoing?.at ?? last?.at ?? conversation.updatedAt;
  if (!at) return null;
  const tick = outgoing
    ? outgoing.refused
      ? "refused"
      : "waiting"
    : last?.from === me && last && !last.gone
      ? tickOf(conversation, last.seq, me, limit)
      : undefined;
  return (
    <span class="end">
      {tick && <Ticks tick={tick} />}
      <time dateTime={at}>{shortTime(at)}</time>
    </span>
  );
}

/** Not sent, typing, draft, or the last message: the first of these that there is. */
function Preview({ conversation, open }: { conversation: Conversation; open: boolean }) {
  const id = conversation.id;
  const outbox = useParley((state) => state.outbox);
  const typing = useParley((state) => (typersIn(state, id).length > 0 ? true : false));
  const draft = useParley((state) => state.drafts.get(id));
  const author = useParley((state) => authorOf(state, conversation));
  const outgoing = outgoingIn(outbox, id);
  const refused = outgoing.find((entry) => entry.refused);
  if (refused) {
    return (
      <span class="preview clip">
        <span class="failed">{t.notSent}</span> <bdi>{excerpt(refused.text)}</bdi>
      </span>
    );
  }
  if (typing) return <span class="preview typing clip">{t.typing}</span>;
  if (draft && !open) {
    return (
      <span class="preview clip">
        <span class="draft">{t.draft}</span> <bdi>{excerpt(draft)}</bdi>
      </span>
    );
  }
  const waiting = outgoing.at(-1);
  const last = conversation.messages.at(-1);
  const group = conversation.kind !== "direct";
  if (waiting) {
    return (
      <span class="preview clip">
        {group && <span class="who">{t.youPrefix} </span>}
        <bdi>{excerpt(waiting.text)}</bdi>
      </span>
    );
  }
  return (
    <span class="preview clip">
      {group && author && !last?.gone && <span class="who">{author} </span>}
      <bdi>{last ? (last.gone ? t.deletedByOther : excerpt(last.text)) : ""}</bdi>
    </span>
  );
}

function authorOf(state: State, conversation: Conversation): string | undefined {
  const last = conversation.messages.at(-1);
  if (!last) return undefined;
  if (last.from === state.me?.id) return t.youPrefix;
  const name = nameOf(state.users.get(last.from));
  return `${name.split(" ")[0]}:`;
}
