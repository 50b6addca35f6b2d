import type { User } from "../protocol/frames.ts";
import { messageAt } from "../state/events/stretch.ts";
import { tickOf, type Tick } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { Bubble } from "./Bubble.tsx";
import { useMessenger, useParley } from "./context.ts";
import type { LogItem } from "./logItems.ts";
import { Icon } from "./Icon.tsx";
import { namesOf } from "./mentions.ts";
import { inkOf, nameOf } from "./names.ts";
import { excerpt, isOnlyEmoji } from "./richText.ts";
import { clock } from "./time.ts";

const NOBODY: ReadonlyMap<string, User> = new Map();

interface SaidBubbleProps {
  item: LogItem & { kind: "message" };
  conversation: Conversation;
  stop: boolean;
  chosen?: boolean;
}

/** A message that the server has. */
export function SaidBubble({ item, conversation, stop, chosen }: SaidBubbleProps) {
  const { message, own, first, last } = item;
  const me = useParley((state) => state.me?.id);
  const limit = useParley((state) => state.receiptMembers);
  const author = useParley((state) => state.users.get(message.from));
  const users = useParley((state) => (message.mentions?.length ? state.users : NOBODY));
  const others = conversation.kind !== "direct" && !own;
  const tick = own && !message.gone ? tickOf(conversation, message.seq, me, limit) : undefined;
  const text = message.gone ? goneText(message.gone, own) : message.text;
  return (
    <article
      class={`${classesOf(item, me)} ${chosen ? "chosen" : ""}`}
      data-seq={message.seq}
      data-key={item.key}
      tabIndex={stop ? 0 : -1}
      aria-label={spoken(item, nameOf(author), tick, chosen)}
    >
      {chosen !== undefined && (
        <span class={chosen ? "check on" : "check"} aria-hidden="true">
          {chosen && <Icon name="check" />}
        </span>
      )}
      {others && (
        <span class="face">{last && <PersonAvatar user={author} id={message.from} size={32} dot={false} />}</span>
      )}
      <div class="stack">
        <Bubble
          tools
          author={others && first ? { name: nameOf(author), ink: inkOf(message.from) } : undefined}
          text={text}
          format={message.gone ? "plain" : message.format}
          names={namesOf(message.mentions, users, me)}
          gone={message.gone !== undefined}
          forwardedFrom={message.forwardedFrom}
          quote={message.replyTo === undefined ? undefined : <Quote conversation={conversation} seq={message.replyTo} />}
          at={message.at}
          edited={message.editedAt !== undefined}
          tick={tick}
        />
        {message.reactions.length > 0 && <Reactions conversation={conversation.id} item={item} />}
      </div>
    </article>
  );
}

function classesOf({ message, own, first, last }: SaidBubbleProps["item"], me: string | undefined): string {
  const named = message.mentions?.some((who) => who === me || who === "@all") ?? false;
  const emoji = !message.gone && message.replyTo === undefined && isOnlyEmoji(message.text);
  const classes = [
    "said",
    own && "own",
    first && "first",
    last && "last",
    message.gone && "gone",
    named && !own && "names-me",
    emoji && "emoji",
  ];
  return classes.filter(Boolean).join(" ");
}

/** The whole message as one sentence: who, when, what, and how far it got. */
function spoken({ message, own }: SaidBubbleProps["item"], name: string, tick: Tick | undefined, chosen = false): string {
  const text = message.gone ? goneText(message.gone, own) : message.text;
  const states = [message.editedAt && t.edited, tick && t.ticks[tick], chosen && t.isSelected];
  return t.spokenMessage(own ? t.you : name, clock(message.at), excerpt(text), states.filter(Boolean).join(", "));
}

function goneText(gone: "deleted" | "expired", own: boolean): string {
  if (gone === "expired") return t.expired;
  return own ? t.deletedByYou : t.deletedByOther;
}

function Quote({ conversation, seq }: { conversation: Conversation; seq: number }) {
  const quoted = messageAt(conversation.messages, seq);
  const author = useParley((state) => quoted && state.users.get(quoted.from));
  const gone = !quoted || quoted.gone;
  return (
    <span class={`quote name ink-${inkOf(quoted?.from ?? "")}`}>
      {quoted && <bdi>{nameOf(author)}</bdi>}
      <bdi class="said-text clip">{gone ? (quoted ? t.replyGone : "…") : excerpt(quoted.text)}</bdi>
    </span>
  );
}

function Reactions({ conversation, item }: { conversation: string; item: LogItem & { kind: "message" } }) {
  const messenger = useMessenger();
  const { seq, reactions } = item.message;
  return (
    <div class="chips">
      {reactions.map(({ emoji, count, mine }) => (
        <button
          key={emoji}
          class="chip"
          aria-pressed={mine}
          onClick={() => void messenger.react(conversation, seq, emoji, !mine).catch(() => undefined)}
        >
          <span>{emoji}</span>
          {count}
        </button>
      ))}
    </div>
  );
}
