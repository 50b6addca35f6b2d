import { useEffect, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import { excerpt } from "./richText.ts";
import { useTalk } from "./talk.ts";
import { usePins } from "./usePins.ts";

/** So many segments are drawn. */
const SEGMENTS = 4;

/** What is pinned, one at a time: a press goes there, and the next press to the one before it. */
export function PinnedBar({ conversation }: { conversation: Conversation }) {
  const talk = useTalk();
  const pins = usePins(conversation);
  const [step, setStep] = useState(0);
  const latest = pins.at(-1)?.seq;
  useEffect(() => setStep(0), [latest]);
  if (pins.length === 0) return null;
  const at = (((pins.length - 1 - step) % pins.length) + pins.length) % pins.length;
  const shown = pins[at]!;
  const segments = Math.min(SEGMENTS, pins.length);
  const lit = Math.min(segments - 1, Math.floor((at * segments) / pins.length));
  const next = () => {
    talk.jump(shown.seq);
    setStep((step + 1) % pins.length);
  };
  return (
    <div class="pinned-bar" role="region" aria-label={t.pinnedMessages}>
      <button type="button" class="pinned-one" onClick={next}>
        <span class="segments" aria-hidden="true">
          {Array.from({ length: segments }, (_, nth) => (
            <i key={nth} class={nth === lit ? "on" : ""} />
          ))}
        </span>
        <span class="names">
          <span class="pinned-head">{pins.length === 1 ? t.pinnedMessage : t.pinnedMessageOf(at + 1, pins.length)}</span>
          <bdi class="clip">{excerpt(shown.text)}</bdi>
        </span>
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label={t.allPinned}
        title={t.allPinned}
        aria-haspopup="dialog"
        onClick={() => talk.ask({ kind: "pins" })}
      >
        <Icon name="pin" />
      </button>
    </div>
  );
}
