import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar } from "./Avatar.tsx";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { may } from "./messageRights.ts";
import { addressOf } from "./place.ts";
import { rowFace, spokenRow, type RowState } from "./rowFace.ts";
import { Ticks } from "./Ticks.tsx";
import { shortTime } from "./time.ts";

interface ConversationRowProps {
  conversation: Conversation;
  state: RowState;
  open: boolean;
  /** The list's one tab stop. */
  stop: boolean;
}

/** One chat in the list: who, what was said last, when, how far it got, and what is unread. */
export function ConversationRow({ conversation, state, open, stop }: ConversationRowProps) {
  const { unread, unreadMentions, muted, pinned } = conversation;
  const asking = useParley((now) => (may(conversation, "invite") ? (now.asking.get(conversation.id)?.length ?? 0) : 0));
  const face = rowFace(state, conversation, open);
  const { preview } = face;
  const loud = unread > 0 && !muted;
  return (
    <a
      class={`row ${unread > 0 ? "has-unread" : ""} ${loud ? "loud" : ""}`}
      href={addressOf({ tab: "chats", conversation: conversation.id })}
      aria-current={open ? "true" : undefined}
      aria-label={[spokenRow(face, conversation), asking > 0 && t.askToJoin(asking)].filter(Boolean).join(", ")}
      data-key={conversation.id}
      tabIndex={stop ? 0 : -1}
      draggable={false}
    >
      <ConversationAvatar conversation={conversation} />
      <div>
        <div class="line">
          {conversation.kind === "channel" && <Icon name="megaphone" class="small" />}
          <bdi class="title clip">{face.title}</bdi>
          {face.guest && <span class="tag quiet">{t.guest}</span>}
          {muted && <Icon name="bell-off" class="small" />}
          {face.at && (
            <span class="end">
              {face.tick && <Ticks tick={face.tick} />}
              <time dateTime={face.at}>{shortTime(face.at)}</time>
            </span>
          )}
        </div>
        <div class="line">
          <span class={`preview clip is-${preview.kind}`}>
            {preview.who && <span class="who">{preview.who} </span>}
            <bdi>{preview.text}</bdi>
          </span>
          {asking > 0 && (
            <span class="badge at" title={t.askToJoin(asking)}>
              <Icon name="user-plus" />
            </span>
          )}
          {unreadMentions > 0 && (
            <span class="badge at" title={t.mentioned}>
              <Icon name="at-sign" />
            </span>
          )}
          {unread > 0 && <span class={`badge ${muted ? "quiet" : ""}`}>{unread}</span>}
          {pinned && <Icon name="pin" class="small" />}
        </div>
      </div>
    </a>
  );
}
