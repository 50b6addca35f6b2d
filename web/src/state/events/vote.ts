import type { VoteFrame } from "../../protocol/frames.ts";
import type { Message, StandingPoll } from "../model.ts";

/**
 * Someone chose in a poll, or closed it. The counts are those that the event tells; where it is this user's own
 * and stands for an `ok`, which tells none, they are those from before with the choice moved.
 */
export function voted(message: Message, frame: VoteFrame, me: string): Message {
  const { poll } = message;
  if (!poll || message.gone) return message;
  if (frame.closed) return { ...message, poll: { ...poll, closedAt: frame.at } };
  const own = frame.from === me || (frame.from === undefined && frame.options !== undefined);
  const chosen = (own && frame.options) || poll.mine;
  return { ...message, poll: { ...poll, mine: chosen, counts: frame.counts ?? moved(poll, chosen) } };
}

/** How many chose each option, when this user chooses these. */
function moved({ counts, mine }: StandingPoll, chosen: number[]): number[] {
  return counts.map((count, option) => count + Number(chosen.includes(option)) - Number(mine.includes(option)));
}

/** Whether nobody can vote any more. */
export function isClosed({ closedAt, closesAt }: StandingPoll, now: number): boolean {
  return Boolean(closedAt) || (Boolean(closesAt) && Date.parse(closesAt!) <= now);
}
