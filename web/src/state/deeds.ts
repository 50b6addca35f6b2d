import type { Id, SeqRange, Time } from "../protocol/frames.ts";
import { deleted } from "./events/delete.ts";
import { edited } from "./events/edit.ts";
import { changedEverywhere, within } from "./events/places.ts";
import { pinned } from "./events/pin.ts";
import { reacted } from "./events/reaction.ts";
import { voted } from "./events/vote.ts";
import type { Conversation, Message, State } from "./model.ts";

/*
 * Changes of messages that somebody made here: kept until the server confirms them, shown at once. There
 * is one for each kind of change and message at most, so there are no more than messages touched.
 */

/** What somebody did to messages that are there. */
export type Change =
  | { type: "edit"; target: number; text: string; format: "plain" | "markdown" }
  | { type: "react"; target: number; emoji: string; on: boolean }
  | { type: "pin"; target: number; on: boolean }
  /** Chooses of a poll's options; none takes the vote back. */
  | { type: "vote"; target: number; options: number[] }
  | { type: "close"; target: number }
  /** For everyone; `hide`: for this user alone. */
  | { type: "delete" | "hide"; targets: SeqRange[] };

/** Of which message it is, and the key that makes it repeatable. */
interface Stamp {
  key: string;
  conversation: Id;
  at: Time;
}

interface Waiting extends Stamp {
  /** Order among this device's own changes. */
  order: number;
  refused?: { code: string; message: string };
}

type With<C, S> = C extends Change ? C & S : never;
/** A change as somebody made it. */
export type NewDeed = With<Change, Stamp>;
export type Deed = With<Change, Waiting>;

/** Somebody changed a message; what they did to it before in the same way counts no more. */
export function done(state: State, deed: NewDeed): State {
  if (state.deeds.some((one) => one.key === deed.key)) return state;
  const order = (state.deeds.at(-1)?.order ?? 0) + 1;
  const subject = subjectOf(deed);
  return { ...state, deeds: [...state.deeds.filter((one) => subjectOf(one) !== subject), { ...deed, order }] };
}

/** What a change is about: a later one about the same takes its place. */
function subjectOf(deed: NewDeed): string {
  switch (deed.type) {
    case "edit":
    case "pin":
    case "vote":
    case "close":
      return `${deed.conversation} ${deed.type} ${deed.target}`;
    case "react":
      return `${deed.conversation} react ${deed.target} ${deed.emoji}`;
    case "delete":
    case "hide":
      return `${deed.conversation} ${deed.type} ${deed.targets.map(({ low, high }) => `${low}-${high}`).join(" ")}`;
  }
}

export function settledDeed(deeds: Deed[], key: string): Deed[] {
  return deeds.some((one) => one.key === key) ? deeds.filter((one) => one.key !== key) : deeds;
}

export function refusedDeed(deeds: Deed[], key: string, why: { code: string; message: string }): Deed[] {
  return deeds.map((one) => (one.key === key ? { ...one, refused: why } : one));
}

/** Tries a refused change again, behind what waits by now. */
export function retriedDeed(deeds: Deed[], key: string): Deed[] {
  const deed = deeds.find((one) => one.key === key);
  if (!deed?.refused) return deeds;
  const order = (deeds.at(-1)?.order ?? 0) + 1;
  return [...settledDeed(deeds, key), { ...deed, refused: undefined, order }];
}

/** Seqs as ranges, ascending. */
export function rangesOf(seqs: readonly number[]): SeqRange[] {
  const ranges: SeqRange[] = [];
  for (const seq of [...new Set(seqs)].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last?.high === seq - 1) last.high = seq;
    else ranges.push({ low: seq, high: seq });
  }
  return ranges;
}

/** What was made of each conversation, so that one that didn't change stays the same object. */
const shownBefore = new WeakMap<Conversation, { deeds: Deed[]; shown: Conversation }>();

/** The state as a person sees it: with their own changes in it before the server confirms them. */
export function withDeeds(state: State): State {
  if (state.deeds.length === 0) return state;
  const conversations = new Map(state.conversations);
  for (const id of new Set(state.deeds.map((deed) => deed.conversation))) {
    const conversation = conversations.get(id);
    if (conversation) conversations.set(id, shownWith(conversation, state.deeds, state.me?.id ?? ""));
  }
  return { ...state, conversations };
}

function shownWith(conversation: Conversation, all: Deed[], me: Id): Conversation {
  const deeds = all.filter((deed) => deed.conversation === conversation.id);
  const before = shownBefore.get(conversation);
  if (before?.deeds.length === deeds.length && before.deeds.every((deed, at) => deed === deeds[at])) return before.shown;
  const shown = deeds.reduce((now, deed) => withDeed(now, deed, me), conversation);
  shownBefore.set(conversation, { deeds, shown });
  return shown;
}

function withDeed(conversation: Conversation, deed: Deed, me: Id): Conversation {
  const seqs = "target" in deed ? [{ low: deed.target, high: deed.target }] : deed.targets;
  if (deed.type === "hide" && !deed.refused) {
    return {
      ...conversation,
      messages: conversation.messages.filter((message) => !within(seqs, message.seq)),
      islands: conversation.islands?.map((island) => ({
        ...island,
        messages: island.messages.filter((message) => !within(seqs, message.seq)),
      })),
    };
  }
  return changedEverywhere(conversation, seqs, (message) => (deed.refused ? { ...message, refused: deed } : made(message, deed, me)));
}

/** A message with a change in it that the server hasn't confirmed. */
function made(message: Message, deed: Deed, me: Id): Message {
  const stamp = { conversation: deed.conversation, rev: 0, from: me, at: deed.at };
  switch (deed.type) {
    case "edit": {
      const { target, text, format } = deed;
      return { ...edited(message, { type: "edit", ...stamp, target, text, format }), waiting: true };
    }
    case "react": {
      const { target, emoji, on } = deed;
      const known = message.reactions.find((reaction) => reaction.emoji === emoji)?.mine ?? false;
      return known === on ? message : reacted(message, { type: "reaction", ...stamp, target, emoji, on }, me);
    }
    case "pin":
      return pinned(message, { type: "pin", ...stamp, target: deed.target, on: deed.on });
    case "vote":
      return voted(message, { type: "vote", ...stamp, target: deed.target, options: deed.options }, me);
    case "close":
      return voted(message, { type: "vote", ...stamp, target: deed.target, closed: true }, me);
    case "delete":
      return { ...deleted(message), waiting: true };
    case "hide":
      return message;
  }
}
