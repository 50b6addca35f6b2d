import type { Head, Id, Time, ToldDraft } from "../protocol/frames.ts";
import { withEntry, type State } from "./model.ts";

/*
 * What somebody has written and not sent, by place: a conversation, or a thread of one, whose draft stays on
 * this device. There is one for each place at most; what was cleared is kept without text, so that an older
 * one that is told late doesn't come back.
 */

export interface Draft {
  text: string;
  replyTo?: number;
  /** When it was written. Of two the later stands. */
  at: Time;
  /** The server doesn't have it yet. */
  unsaved?: true;
}

/** A conversation's own draft, or that of one of its threads. */
export function placeOf(conversation: Id, thread?: number | null): string {
  return thread ? `${conversation} ${thread}` : conversation;
}

function isInThread(place: string): boolean {
  return place.includes(" ");
}

/** What is written there, if there is something. */
export function draftIn(state: Pick<State, "drafts">, place: string): Draft | undefined {
  const draft = state.drafts.get(place);
  return draft?.text ? draft : undefined;
}

/** Somebody wrote this here. It is later than what was there before, whatever this device's clock says. */
export function drafted(state: State, place: string, text: string, replyTo: number | undefined, now: number): State {
  const known = state.drafts.get(place);
  const kept = text.trim() === "" ? { text: "" } : { text, ...(replyTo !== undefined && { replyTo }) };
  if ((known?.text ?? "") === kept.text && known?.replyTo === kept.replyTo) return state;
  const at = new Date(Math.max(now, known ? Date.parse(known.at) + 1 : 0)).toISOString();
  const draft: Draft = { ...kept, at, ...(!isInThread(place) && { unsaved: true }) };
  return { ...state, drafts: withEntry(state.drafts, place, draft) };
}

/** It was sent: the server clears it with the message. */
export function sentFrom(drafts: State["drafts"], place: string): State["drafts"] {
  const known = drafts.get(place);
  return known && (known.text !== "" || known.unsaved) ? withEntry(drafts, place, { text: "", at: known.at }) : drafts;
}

/** What stands on the server: written on another device, or here. What was written here later stands. */
export function onDraft(state: State, of: Id, { text = "", replyTo, thread, at }: ToldDraft): State {
  const place = placeOf(of, thread);
  const known = state.drafts.get(place);
  if (known && Date.parse(known.at) > Date.parse(at)) return state;
  if (!known && text === "") return state;
  if (known && known.at === at && known.text === "") return state; // it was sent or cleared since
  if (known && !known.unsaved && known.at === at && known.text === text) return state;
  const draft: Draft = { text, at, ...(text && replyTo && { replyTo }) };
  return { ...state, drafts: withEntry(state.drafts, place, draft) };
}

/** A whole head tells of a draft, or that there is none any more. */
export function onHeadDraft(state: State, { id, draft }: Head): State {
  if (draft) return onDraft(state, id, draft);
  const known = state.drafts.get(id);
  if (!known?.text || known.unsaved) return state;
  return { ...state, drafts: withEntry(state.drafts, id, { text: "", at: known.at }) };
}

/** The server won't keep it, or has it: it isn't given again. */
export function settledDraft(state: State, place: string, draft: Draft): State {
  if (state.drafts.get(place) !== draft) return state;
  const { unsaved: _, ...kept } = draft;
  return { ...state, drafts: withEntry(state.drafts, place, kept) };
}

/** The conversations of which the server doesn't have the draft. */
export function unsavedIn(drafts: State["drafts"]): [Id, Draft][] {
  return [...drafts].filter(([place, draft]) => draft.unsaved && !isInThread(place));
}
