import type { Reaction } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";

/** What was given to a message: each emoji with how many gave it; one's own is pressed. The last one adds another. */
export function Reactions({ reactions, mayReact }: { reactions: Reaction[]; mayReact: boolean }) {
  return (
    <div class="chips" role="group" aria-label={t.reactions}>
      {reactions.map(({ emoji, count, mine }) => (
        <button
          key={emoji}
          type="button"
          class="chip"
          tabIndex={-1}
          data-do="chip"
          data-emoji={emoji}
          aria-pressed={mine}
          aria-label={t.reactedBy(emoji, count, mine)}
          title={t.reactedBy(emoji, count, mine)}
          disabled={!mayReact && !mine}
        >
          <span aria-hidden="true">{emoji}</span>
          {count}
        </button>
      ))}
      {mayReact && (
        <button type="button" class="chip add" tabIndex={-1} data-do="react" aria-label={t.react} title={t.react}>
          <Icon name="smile-plus" />
        </button>
      )}
    </div>
  );
}
