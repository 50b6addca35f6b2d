import type { ChangeReply, Id, LogFrame, VoteFrame } from "../protocol/frames.ts";
import { Refusal } from "../protocol/refusal.ts";
import type { Request } from "./catchUp.ts";
import { refusedDeed, settledDeed, type Deed } from "./deeds.ts";
import { onAccountFrame } from "./events/account.ts";
import { onLogFrame } from "./events/log.ts";
import { changedEverywhere, heldMessage } from "./events/places.ts";
import { given } from "./events/reaction.ts";
import { voted } from "./events/vote.ts";
import { withEntry, type Conversation, type State } from "./model.ts";
import type { Store } from "./store.ts";

const PAUSE_MS = 1_000;

/**
 * Carries changes of messages to the server: one after the other within a conversation, in the order in which
 * they were made. Each sets something, so that one whose answer was lost is simply given again. A refusal stops
 * that change alone.
 */
export class DeedDelivery {
  readonly #store: Store<State>;
  readonly #request: Request;
  readonly #settled: (conversation: Id) => void;
  /** Conversations of which a change is under way, or that pause. */
  readonly #busy = new Set<Id>();
  readonly #pauses = new Set<ReturnType<typeof setTimeout>>();
  #live = false;

  constructor(store: Store<State>, request: Request, settled: (conversation: Id) => void) {
    this.#store = store;
    this.#request = request;
    this.#settled = settled;
  }

  /** As with sends, an `ok` before the end of the sync would stand outside the order of events. */
  goLive(live: boolean): void {
    this.#live = live;
    if (live) return this.pump();
    for (const timer of this.#pauses) clearTimeout(timer);
    this.#pauses.clear();
    this.#busy.clear();
  }

  pump(): void {
    if (!this.#live) return;
    for (const id of new Set(this.#store.value.deeds.map((deed) => deed.conversation))) this.#pump(id);
  }

  #pump(conversation: Id): void {
    if (!this.#live || this.#busy.has(conversation)) return;
    const next = this.#store.value.deeds.find((deed) => deed.conversation === conversation && !deed.refused);
    if (next) void this.#deliver(next);
  }

  async #deliver(deed: Deed): Promise<void> {
    const { conversation } = deed;
    this.#busy.add(conversation);
    let wait = 0;
    try {
      const reply = await this.#give(deed);
      this.#store.update((state) => confirmed(state, deed, reply));
      this.#settled(conversation);
    } catch (failure) {
      if (!(failure instanceof Refusal)) return; // no answer: it goes again after the reconnect
      if (failure.passing) wait = failure.retryAfterMs ?? PAUSE_MS;
      else this.#store.update((state) => refusedIn(state, deed, failure));
    }
    if (wait > 0 && this.#live) return this.#pause(conversation, wait);
    this.#busy.delete(conversation);
    this.#pump(conversation);
  }

  #give(deed: Deed): Promise<ChangeReply> {
    const { conversation, key } = deed;
    switch (deed.type) {
      case "edit": {
        const { target, text, format } = deed;
        return this.#request({ type: "edit", conversation, target, text, format, key });
      }
      case "react":
        return this.#request({ type: "react", conversation, target: deed.target, emoji: deed.emoji, on: deed.on });
      case "pin":
        return this.#request({ type: "pin", conversation, target: deed.target, on: deed.on });
      case "vote":
        return this.#request({ type: "vote", conversation, target: deed.target, options: deed.options });
      case "close":
        return this.#request({ type: "vote", conversation, target: deed.target, close: true });
      case "delete":
        return this.#request({ type: "delete", conversation, targets: deed.targets });
      case "hide":
        return this.#request({ type: "delete", conversation, targets: deed.targets, for: "me" });
    }
  }

  #pause(conversation: Id, ms: number): void {
    const timer = setTimeout(() => {
      this.#pauses.delete(timer);
      this.#busy.delete(conversation);
      this.#pump(conversation);
    }, ms);
    this.#pauses.add(timer);
  }
}

/** An `ok` stands for the event that it made: the change is in the log, and no longer waits. */
export function confirmed(state: State, deed: Deed, reply: ChangeReply): State {
  const settled = { ...state, deeds: settledDeed(state.deeds, deed.key) };
  if (reply.duplicate) return settled;
  const known = state.conversations.get(deed.conversation);
  if (known?.kind === "channel" && (deed.type === "react" || deed.type === "vote")) return passedIn(settled, known, deed);
  const stamp = { rev: reply.rev, at: reply.at, from: state.me!.id };
  if (deed.type === "hide") {
    const frame = { type: "hide" as const, ...stamp, conversation: reply.conversation, of: deed.conversation };
    return onAccountFrame(settled, { ...frame, targets: deed.targets });
  }
  return onLogFrame(settled, frameOf(deed, { ...stamp, conversation: deed.conversation }));
}

/** Reactions and votes in a channel make no change of its log. */
function passedIn(state: State, known: Conversation, deed: Deed & { type: "react" | "vote" }): State {
  const me = state.me!.id;
  const next = changedEverywhere(known, [{ low: deed.target, high: deed.target }], (message) => {
    if (deed.type === "vote") return voted(message, voteOf(deed, { rev: message.asOf, at: deed.at, from: me, conversation: known.id }), me);
    const { emoji, on } = deed;
    return (message.reactions.find((one) => one.emoji === emoji)?.mine ?? false) === on ? message : given(message, emoji, on);
  });
  return { ...state, conversations: withEntry(state.conversations, known.id, next) };
}

interface Stamp {
  rev: number;
  at: string;
  from: Id;
  conversation: Id;
}

function voteOf(deed: Deed & { type: "vote" | "close" }, stamp: Stamp): VoteFrame {
  const { target } = deed;
  return { type: "vote", ...stamp, target, ...(deed.type === "vote" ? { options: deed.options } : { closed: true }) };
}

function frameOf(deed: Deed, stamp: Stamp): LogFrame {
  switch (deed.type) {
    case "edit":
      return { type: "edit", ...stamp, target: deed.target, text: deed.text, format: deed.format };
    case "react":
      return { type: "reaction", ...stamp, target: deed.target, emoji: deed.emoji, on: deed.on };
    case "pin":
      return { type: "pin", ...stamp, target: deed.target, on: deed.on };
    case "vote":
    case "close":
      return voteOf(deed, stamp);
    case "delete":
    case "hide":
      return { type: "delete", ...stamp, targets: deed.targets };
  }
}

/** What somebody wrote is kept, to be tried again or thrown away; what has become idle is dropped. */
function refusedIn(state: State, deed: Deed, { code, message }: Refusal): State {
  const conversation = state.conversations.get(deed.conversation);
  const idle = code === "not_found" && deed.type !== "edit";
  if (!conversation || idle) return { ...state, deeds: settledDeed(state.deeds, deed.key) };
  if ("target" in deed && heldMessage(conversation, deed.target)?.gone) return { ...state, deeds: settledDeed(state.deeds, deed.key) };
  return { ...state, deeds: refusedDeed(state.deeds, deed.key, { code, message }) };
}
