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

interface BubbleProps {
  text: string;
  format?: string;
  /** Who is named, by what is written; true if that is the reader. */
  names?: ReadonlyMap<string, boolean>;
  at: string;
  edited?: boolean;
  tick?: Tick;
  author?: { name: string; ink: number };
  quote?: ComponentChildren;
  forwardedFrom?: string;
  gone?: boolean;
  /** The button beside it, shown on hover, that opens the menu. */
  tools?: boolean;
}

/**
 * A bubble. Time and tick stand on the last line, on an invisible copy of themselves, so the text always
 * leaves them their room and a tick that changes moves nothing.
 */
export function Bubble({ text, format, names, at, edited, tick, author, quote, forwardedFrom, gone, tools }: BubbleProps) {
  const [open, setOpen] = useState(false);
  const folded = !open && isLong(text);
  const turned = isTurned(text, document.documentElement.dir === "rtl") || folded || text.endsWith("```");
  const bubble = (
    <div class={`bubble ${turned ? "turned" : ""}`}>
      {author && (
        <bdi class={`name clip ink-${author.ink}`}>{author.name}</bdi>
      )}
      {forwardedFrom && <span class="forwarded">{t.forwardedFrom(inSentence(forwardedFrom))}</span>}
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
      <span class="room" aria-hidden="true">
        {edited && <span>{t.edited}</span>}
        {clock(at)}
        {tick && <i class="tick" />}
      </span>
      <span class="meta" title={fullTime(at)}>
        {edited && <span>{t.edited}</span>}
        {clock(at)}
        {tick && <Ticks tick={tick} />}
      </span>
    </div>
  );
  if (!tools || gone) return bubble;
  return (
    <div class="with-tools">
      {bubble}
      <button class="tool" tabIndex={-1} aria-label={t.messageActions} title={t.messageActions}>
        <Icon name="ellipsis-vertical" />
      </button>
    </div>
  );
}
