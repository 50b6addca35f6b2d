import type { Conversation, Island, Message } from "../model.ts";

/** So many islands are kept of a conversation; the one joined longest ago goes first. */
const ISLANDS = 4;

/** The messages without a gap among which a seq lies; the newest ones if it isn't held, or none is named. */
export function stretchWith(conversation: Conversation, seq: number | undefined): Island {
  const island = seq === undefined ? undefined : conversation.islands?.find(({ messages }) => covers(messages, seq));
  return island ?? { messages: conversation.messages, complete: conversation.complete };
}

/** Whether what stands at a seq is held with its neighbours, and not only aside. */
export function holds(conversation: Conversation, seq: number): boolean {
  const { messages, complete } = stretchWith(conversation, seq);
  return covers(messages, seq) || (complete && seq < (messages[0]?.seq ?? Infinity));
}

function covers(messages: readonly Message[], seq: number): boolean {
  return messages.length > 0 && messages[0]!.seq <= seq && seq <= messages.at(-1)!.seq;
}

/**
 * The conversation with a stretch of messages, ascending, which becomes one with whatever it overlaps or
 * touches: the newest messages, or islands. `complete`: it begins where the conversation begins; `atEnd`: it
 * ends with the newest message there is.
 */
export function joined(
  conversation: Conversation,
  fetched: readonly Message[],
  { complete, atEnd = false }: { complete: boolean; atEnd?: boolean },
): Conversation {
  let stretch: Island = { messages: united([], fetched, conversation.rev), complete };
  if (stretch.messages.length === 0) return { ...conversation, complete: conversation.complete || (complete && atEnd) };
  const apart: Island[] = [];
  for (const island of conversation.islands ?? []) {
    if (touches(island.messages, stretch.messages)) stretch = merged(island, stretch, conversation.rev);
    else apart.push(island);
  }
  const newest: Island = { messages: conversation.messages, complete: conversation.complete };
  if (atEnd || stretch.messages.at(-1)!.seq >= conversation.lastSeq || touches(newest.messages, stretch.messages)) {
    const next = merged(newest, stretch, conversation.rev);
    return { ...conversation, ...next, ...islandsIn(apart) };
  }
  return { ...conversation, ...islandsIn([...apart, stretch].slice(-ISLANDS)) };
}

function islandsIn(islands: Island[]): { islands?: Island[] } {
  return { islands: islands.length > 0 ? islands : undefined };
}

function touches(one: readonly Message[], other: readonly Message[]): boolean {
  if (one.length === 0 || other.length === 0) return false;
  return one[0]!.seq <= other.at(-1)!.seq + 1 && other[0]!.seq <= one.at(-1)!.seq + 1;
}

function merged(one: Island, other: Island, rev: number): Island {
  const [here, there] = [one.messages[0]?.seq ?? Infinity, other.messages[0]?.seq ?? Infinity];
  const complete = here === there ? one.complete || other.complete : here < there ? one.complete : other.complete;
  return { messages: united(one.messages, other.messages, rev), complete };
}

/** A message that is held is up to date as of the conversation's rev; the newer picture wins. */
function united(held: readonly Message[], fetched: readonly Message[], rev: number): Message[] {
  if (held.length === 0 && isAscending(fetched)) return fetched as Message[];
  if (held.length > 0 && (fetched.at(-1)?.seq ?? 0) < held[0]!.seq) return [...fetched, ...held];
  const bySeq = new Map(fetched.map((message) => [message.seq, message]));
  for (const message of held) {
    const other = bySeq.get(message.seq);
    if (!other || other.asOf <= Math.max(message.asOf, rev)) bySeq.set(message.seq, message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

function isAscending(messages: readonly Message[]): boolean {
  return messages.every((message, at) => at === 0 || messages[at - 1]!.seq < message.seq);
}
