import { isClosed } from "../state/events/vote.ts";
import type { Message, StandingPoll } from "../state/model.ts";
import type { TabMessenger } from "../state/tabs/tab.ts";
import { t } from "../strings/table.ts";

export function votesIn({ counts }: StandingPoll): number {
  return counts.reduce((sum, count) => sum + count, 0);
}

export function percentOf(count: number, all: number): string {
  return new Intl.NumberFormat(t.locale, { style: "percent" }).format(all === 0 ? 0 : count / all);
}

/** Chooses an option of a poll, or of several takes it out again; nothing where one can't vote. */
export function voteFor(messenger: TabMessenger, conversation: string, { seq, poll }: Message, option: number): void {
  if (!poll || isClosed(poll, Date.now())) return;
  const { multiple, mine } = poll;
  if (!multiple && mine.includes(option)) return;
  const others = multiple ? mine.filter((one) => one !== option) : [];
  const options = mine.includes(option) ? others : [...others, option].sort((a, b) => a - b);
  messenger.change(conversation, { type: "vote", target: seq, options });
}
