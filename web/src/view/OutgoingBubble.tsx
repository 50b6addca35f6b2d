import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Ballot } from "./Ballot.tsx";
import { Bubble } from "./Bubble.tsx";
import { useMessenger } from "./context.ts";
import { sentenceForCode } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import type { LogItem } from "./logItems.ts";
import { Quote } from "./Quote.tsx";
import { excerpt, isOnlyEmoji } from "./richText.ts";
import { clock } from "./time.ts";

interface OutgoingBubbleProps {
  item: LogItem & { kind: "outgoing" };
  conversation: Conversation;
  stop: boolean;
}

/** A message that waits to be sent, or that the server refused: then why, and what to do. */
export function OutgoingBubble({ item, conversation, stop }: OutgoingBubbleProps) {
  const messenger = useMessenger();
  const { entry, first, last } = item;
  const tick = entry.refused ? "refused" : "waiting";
  const classes = [
    "said own",
    first && "first",
    last && "last",
    entry.refused && "refused",
    isOnlyEmoji(entry.text) && "emoji",
  ];
  return (
    <article
      class={classes.filter(Boolean).join(" ")}
      data-key={item.key}
      tabIndex={stop ? 0 : -1}
      aria-label={t.spokenMessage(t.you, clock(entry.at), excerpt(entry.text), t.ticks[tick])}
    >
      <div class="stack">
        <Bubble
          text={entry.text}
          format={entry.format}
          forwardedFrom={entry.forwardedFrom}
          quote={entry.replyTo !== undefined && <Quote conversation={conversation} seq={entry.replyTo} />}
          ballot={entry.poll && <Ballot poll={{ ...entry.poll, counts: [], mine: [] }} question={entry.text} own={false} mayVote named={false} stop={false} />}
          at={entry.at}
          tick={tick}
        />
        {entry.refused && (
          <div class="refusal">
            <ErrorLine text={sentenceForCode(entry.refused.code) ?? entry.refused.message} />
            <button class="button text" onClick={() => messenger.retry(entry.key)}>
              {t.retry}
            </button>
            <button class="button text destructive" onClick={() => messenger.discard(entry.key)}>
              {t.discard}
            </button>
          </div>
        )}
      </div>
    </article>
  );
}
