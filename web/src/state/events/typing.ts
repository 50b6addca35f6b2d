import type { TypingFrame } from "../../protocol/frames.ts";
import { withEntry, withoutEntry, type State } from "../model.ts";

/** Typing ends by itself after this long unless repeated. */
export const TYPING_MS = 6_000;

/** Someone types, or stopped. */
export function onTyping(state: State, frame: TypingFrame, now: number): State {
  if (frame.user === state.me?.id) return state;
  const typers = state.typing.get(frame.conversation) ?? new Map<string, number>();
  const next = frame.on
    ? withEntry(typers, frame.user, now + TYPING_MS)
    : withoutEntry(typers, frame.user);
  if (next === typers) return state;
  return { ...state, typing: withEntry(state.typing, frame.conversation, next) };
}

/** Takes away those whose typing ended by itself; the same state if nobody's did. */
export function typingEnded(state: State, now: number): State {
  let typing: State["typing"] | undefined;
  for (const [conversation, typers] of state.typing) {
    const still = [...typers].filter(([, until]) => until > now);
    if (still.length === typers.size) continue;
    typing ??= new Map(state.typing);
    if (still.length === 0) typing.delete(conversation);
    else typing.set(conversation, new Map(still));
  }
  return typing ? { ...state, typing } : state;
}
