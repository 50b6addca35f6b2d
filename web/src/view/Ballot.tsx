import { useEffect, useReducer } from "preact/hooks";
import { isClosed } from "../state/events/vote.ts";
import type { StandingPoll } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import { percentOf, votesIn } from "./polls.ts";
import { shortMoment } from "./time.ts";

/** A timer doesn't reach further. */
const FAR_MS = 86_400_000;

interface BallotProps {
  poll: StandingPoll;
  question: string;
  /** This person asked: they see how it stands without voting. */
  own: boolean;
  mayVote: boolean;
  /** Votes are told one by one, and so is who gave them. */
  named: boolean;
  /** Its message is the log's tab stop, and so Tab goes on into it. */
  stop: boolean;
}

/** What can be chosen in a poll, how it stands, and what one chose. How it stands shows after voting. */
export function Ballot({ poll, question, own, mayVote, named, stop }: BallotProps) {
  const closed = useClosed(poll);
  const { options, multiple = false, anonymous = false, mine, counts } = poll;
  const open = mayVote && !closed;
  const shown = !open || own || mine.length > 0;
  const all = votesIn(poll);
  const first = mine[0] ?? 0;
  const tab = (there: boolean) => (stop && there ? 0 : -1);
  return (
    <div class="poll" onKeyDown={move}>
      <p class="poll-note">{noteOf(poll, closed, all)}</p>
      <div role={multiple ? "group" : "radiogroup"} aria-label={question}>
        {options.map((option, at) => {
          const percent = percentOf(counts[at] ?? 0, all);
          const chosen = mine.includes(at);
          return (
            <button
              key={at}
              type="button"
              class="poll-option"
              role={multiple ? "checkbox" : "radio"}
              aria-checked={chosen}
              aria-disabled={!open}
              aria-label={shown ? t.optionShare(option, counts[at] ?? 0, percent) : option}
              tabIndex={tab(at === first)}
              data-do="vote"
              data-option={at}
            >
              <span class={multiple ? "check box" : "check"}>{chosen && <Icon name="check" />}</span>
              <bdi class="poll-label">{option}</bdi>
              {shown && (
                <>
                  <span class="poll-count">{counts[at]}</span>
                  <span class="poll-share">{percent}</span>
                  <svg class="poll-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
                    <rect width={all === 0 ? 0 : ((counts[at] ?? 0) * 100) / all} height="4" />
                  </svg>
                </>
              )}
            </button>
          );
        })}
      </div>
      <div class="poll-deeds">
        {open && mine.length > 0 && (
          <button type="button" class="button text" tabIndex={tab(true)} data-do="withdraw">
            {t.takeVoteBack}
          </button>
        )}
        {named && !anonymous && all > 0 && (
          <button type="button" class="button text" tabIndex={tab(true)} data-do="voters" aria-haspopup="dialog">
            {t.whoVoted}
          </button>
        )}
      </div>
    </div>
  );
}

/** "Choose one, 8 votes, closes today at 18:00" */
function noteOf({ multiple, anonymous, closesAt }: StandingPoll, closed: boolean, all: number): string {
  const parts = [
    closed ? t.pollClosed : multiple ? t.chooseSeveral : t.chooseOne,
    anonymous && t.pollAnonymous.toLocaleLowerCase(t.locale),
    t.votes(all),
    !closed && closesAt && t.closesAt(shortMoment(closesAt)),
  ];
  return parts.filter(Boolean).join(", ");
}

/** Its time is over without anybody telling. */
function useClosed(poll: StandingPoll): boolean {
  const [, redraw] = useReducer<number, void>((turn) => turn + 1, 0);
  const closed = isClosed(poll, Date.now());
  useEffect(() => {
    if (closed || !poll.closesAt) return;
    const left = Date.parse(poll.closesAt) - Date.now();
    const timer = setTimeout(() => redraw(), Math.min(FAR_MS, Math.max(0, left) + 50));
    return () => clearTimeout(timer);
  });
  return closed;
}

/** Arrows go from option to option without choosing, since choosing is voting; Escape goes back to the message. */
function move(event: KeyboardEvent): void {
  const here = event.target as HTMLElement;
  const poll = event.currentTarget as HTMLElement;
  const options = [...poll.querySelectorAll<HTMLElement>(".poll-option")];
  const at = options.indexOf(here);
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") here.closest<HTMLElement>("[data-key]")?.focus();
  else if (step && at >= 0) options[(at + step + options.length) % options.length]!.focus();
  else return;
  event.preventDefault();
  event.stopPropagation();
}
