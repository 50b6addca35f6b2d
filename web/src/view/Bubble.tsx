import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Tick } from "../state/selectors.ts";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import { inSentence } from "./names.ts";
import { isLong, isTurned } from "./richText.ts";
import { RichText } from "./RichText.tsx";
import { Ticks } from "./Ticks.tsx";
import { clock, fullTime } from "./time.ts";
import { TimeLeft } from "./TimeLeft.tsx";

interface BubbleProps {
  text: string;
  format?: string;
  /** Who is named, by what is written; true if that is the reader. */
  names?: ReadonlyMap<string, boolean>;
  at: string;
  /** When it was edited last. */
  editedAt?: string;
  /** When it disappears. */
  expiresAt?: string;
  tick?: Tick;
  author?: { name: string; ink: number };
  quote?: ComponentChildren;
  forwardedFrom?: string;
  gone?: boolean;
  /** Under the text: what can be chosen in a poll. */
  ballot?: ComponentChildren;
  /** The buttons beside it, shown on hover; which of them there are. */
  tools?: { react: boolean; reply: boolean };
}

/**
 * A bubble. Time and tick stand on the last line, on an invisible copy of themselves, so the text always
 * leaves them their room and a tick that changes moves nothing.
 */
export function Bubble({ text, format, names, at, editedAt, expiresAt, tick, author, quote, forwardedFrom, gone, ballot, tools }: BubbleProps) {
  const [open, setOpen] = useState(false);
  const folded = !open && isLong(text);
  const turned = folded || ballot !== undefined || hasOwnLastLine(text);
  const bubble = (
    <div class={["bubble", turned && "turned", ballot && "asks"].filter(Boolean).join(" ")}>
      {author && (
        <bdi class={`name clip ink-${author.ink}`}>{author.name}</bdi>
      )}
      {forwardedFrom && <span class="forwarded"><Icon name="forward" /> {t.forwardedFrom(inSentence(forwardedFrom))}</span>}
      {quote}
      <span class={`text ${folded ? "folded" : ""}`} dir="auto">
        {gone && <Icon name="ban" />}
        <RichText text={text} format={format} names={names} />
      </span>
      {folded && (
        <button class="more" onClick={() => setOpen(true)}>
          {t.showMore}
        </button>
      )}
      {ballot}
      <span class="room" aria-hidden="true">
        {editedAt && <span>{t.edited}</span>}
        {expiresAt && <TimeLeft until={expiresAt} />}
        {clock(at)}
        {tick && <i class="tick" />}
      </span>
      <span class="meta" title={whenOf(at, editedAt, expiresAt)}>
        {editedAt && (
          <button type="button" class="edited" tabIndex={-1} data-do="edits" title={t.showEdits}>
            {t.edited}
          </button>
        )}
        {expiresAt && <TimeLeft until={expiresAt} />}
        {clock(at)}
        {tick && <Ticks tick={tick} />}
      </span>
    </div>
  );
  if (!tools) return bubble;
  return (
    <div class="with-tools">
      {bubble}
      <div class="tools">
        {tools.react && <Tool act="react" icon="smile-plus" label={t.react} />}
        {tools.reply && <Tool act="reply" icon="reply" label={t.reply} />}
        <Tool act="more" icon="ellipsis" label={t.messageActions} />
      </div>
    </div>
  );
}

function Tool({ act, icon, label }: { act: string; icon: string; label: string }) {
  return (
    <button type="button" class="tool" tabIndex={-1} data-do={act} aria-label={label} title={label}>
      <Icon name={icon} />
    </button>
  );
}

/** Whether what the text ends with leaves the time no room beside it. */
function hasOwnLastLine(text: string): boolean {
  return isTurned(text, document.documentElement.dir === "rtl") || text.endsWith("```");
}

/** The whole date, when it was edited, and when it disappears. */
function whenOf(at: string, editedAt: string | undefined, expiresAt: string | undefined): string {
  return [fullTime(at), editedAt && t.editedAt(fullTime(editedAt)), expiresAt && t.disappearsAt(fullTime(expiresAt))]
    .filter(Boolean)
    .join("\n");
}
