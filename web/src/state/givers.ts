import type { Id, LogFrame } from "../protocol/frames.ts";

/* What a conversation's log tells of who did what to a message. */

/** Who gave a message which emoji and didn't take it back. */
export function reactorsIn(frames: LogFrame[], seq: number): [string, Id[]][] {
  const given = new Map<string, Set<Id>>();
  for (const frame of frames) {
    if (frame.type !== "reaction" || frame.target !== seq || !frame.from) continue;
    const people = given.get(frame.emoji) ?? new Set<Id>();
    given.set(frame.emoji, people);
    if (frame.on) people.add(frame.from);
    else people.delete(frame.from);
  }
  return [...given].map(([emoji, people]) => [emoji, [...people]]);
}

/** Who chose which options of a poll, as they stand. */
export function votersIn(frames: LogFrame[], seq: number): [Id, number[]][] {
  const chosen = new Map<Id, number[]>();
  for (const frame of frames) {
    if (frame.type === "vote" && frame.target === seq && frame.from && frame.options) chosen.set(frame.from, frame.options);
  }
  return [...chosen].filter(([, options]) => options.length > 0);
}
