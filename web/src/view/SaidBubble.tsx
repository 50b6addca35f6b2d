import type { User } from "../protocol/frames.ts";
import { tickOf, type Tick } from "../state/selectors.ts";
import type { Conversation, Message } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { Ballot } from "./Ballot.tsx";
import { Bubble } from "./Bubble.tsx";
import { useMessenger, useParley } from "./context.ts";
import type { LogItem } from "./logItems.ts";
import { Icon } from "./Icon.tsx";
import { namesOf } from "./mentions.ts";
import { rightsIn } from "./messageRights.ts";
import { inkOf, nameOf } from "./names.ts";
import { Quote } from "./Quote.tsx";
import { Reactions } from "./Reactions.tsx";
import { RefusedDeed } from "./RefusedDeed.tsx";
import { excerpt, isOnlyEmoji } from "./richText.ts";
import { ThreadSummary } from "./ThreadSummary.tsx";
import { clock, leftUntil } from "./time.ts";

const NOBODY: ReadonlyMap<string, User> = new Map();

interface SaidBubbleProps {
  item: LogItem & { kind: "message" };
  conversation: Conversation;
  stop: boolean;
  flashed?: boolean;
  /** It is shown in its thread. */
  inThread?: boolean;
  chosen?: boolean;
}

/** A message that the server has. */
export function SaidBubble({ item, conversation, stop, flashed, inThread, chosen }: SaidBubbleProps) {
  const messenger = useMessenger();
  const { message, own, first, last } = item;
  const me = useParley((state) => state.me?.id);
  const limit = useParley((state) => state.receiptMembers);
  const author = useParley((state) => state.users.get(message.from));
  const users = useParley((state) => (message.mentions?.length ? state.users : NOBODY));
  const others = conversation.kind !== "direct" && !own;
  const rights = rightsIn(conversation, messenger.state, message);
  const tick = tickIn(item, conversation, me, limit);
  const text = message.gone ? goneText(message.gone, own) : message.text;
  const quoted = message.replyTo ?? (inThread ? undefined : message.thread);
  return (
    <article
      class={`${classesOf(item, me)} ${flashed ? "flashed" : ""} ${chosen ? "chosen" : ""}`}
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
          tools={{ react: rights.react, reply: rights.reply }}
          author={others && first ? { name: nameOf(author), ink: inkOf(message.from) } : undefined}
          text={text}
          format={message.gone ? "plain" : message.format}
          names={namesOf(message.mentions, users, me)}
          gone={message.gone !== undefined}
          forwardedFrom={message.forwardedFrom}
          quote={
            quoted !== undefined && !message.gone && <Quote conversation={conversation} seq={quoted} />
          }
          ballot={
            message.poll && (
              <Ballot poll={message.poll} question={message.text} own={own} mayVote={rights.vote} named={conversation.kind !== "channel"} stop={stop} />
            )
          }
          at={message.at}
          editedAt={message.editedAt}
          expiresAt={message.expiresAt}
          tick={tick}
        />
        <Below message={message} conversation={conversation} mayReact={rights.react} inThread={inThread} />
      </div>
    </article>
  );
}

interface BelowProps {
  message: Message;
  conversation: Conversation;
  mayReact: boolean;
  inThread?: boolean;
}

/** What came of a message, under it: reactions, its thread, a change that was refused. */
function Below({ message, conversation, mayReact, inThread }: BelowProps) {
  const { reactions, replies, refused, seq } = message;
  return (
    <>
      {reactions.length > 0 && <Reactions reactions={reactions} mayReact={mayReact} />}
      {replies && !inThread && <ThreadSummary conversation={conversation} root={seq} replies={replies} />}
      {refused && <RefusedDeed deed={refused} />}
    </>
  );
}

function tickIn({ message, own }: SaidBubbleProps["item"], conversation: Conversation, me: string | undefined, limit: number) {
  if (message.waiting) return "waiting";
  return own && !message.gone ? tickOf(conversation, message.seq, me, limit) : undefined;
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

/** The whole message as one sentence: who, when, what, and what came of it. */
function spoken({ message, own }: SaidBubbleProps["item"], name: string, tick: Tick | undefined, chosen = false): string {
  const text = message.gone ? goneText(message.gone, own) : saidIn(message);
  const states = [
    message.editedAt && t.edited,
    message.pinned && t.pinnedChat,
    message.expiresAt && t.disappearsIn(leftUntil(message.expiresAt)),
    message.reactions.map(({ emoji, count }) => `${emoji} ${count}`).join(" "),
    tick && t.ticks[tick],
    chosen && t.isSelected,
  ];
  return t.spokenMessage(own ? t.you : name, clock(message.at), excerpt(text), states.filter(Boolean).join(", "));
}

/** What it says in one line: of a poll also that it is one. */
export function saidIn({ text, poll }: Pick<Message, "text" | "poll">): string {
  return poll ? `${t.poll}: ${text}` : text;
}

export function goneText(gone: "deleted" | "expired", own: boolean): string {
  if (gone === "expired") return t.expired;
  return own ? t.deletedByYou : t.deletedByOther;
}
