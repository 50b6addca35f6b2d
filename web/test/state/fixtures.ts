import type { EventFrame, SyncFrame } from "../../src/protocol/frames.ts";
import { emptyState, type Conversation, type State } from "../../src/state/model.ts";
import { reduce } from "../../src/state/reduce.ts";
import { ACCOUNT, CHAT, ME, type ServerLog } from "./serverLog.ts";

export function signedIn(): State {
  return { ...emptyState(), me: { id: ME, username: "me", name: "Me" }, account: { id: ACCOUNT, rev: 5 } };
}

export function after(state: State, ...frames: EventFrame[]): State {
  return frames.reduce((now, frame) => reduce(now, frame, 0), state);
}

/** A sync without a cursor: the messages are folded. */
export function snapshot(server: ServerLog, more: Partial<SyncFrame> = {}): SyncFrame {
  return {
    type: "sync",
    conversation: server.head(),
    events: server.folded(),
    complete: true,
    snapshot: true,
    ...more,
  };
}

export function chat(state: State): Conversation {
  return state.conversations.get(CHAT)!;
}

export function texts(state: State): string[] {
  return chat(state).messages.map((message) => message.gone ?? message.text);
}

/** What is shown of a conversation, without how this client came to know it. */
export function shown(conversation: Conversation) {
  const shown = {
    title: conversation.title,
    lastSeq: conversation.lastSeq,
    rev: conversation.rev,
    messages: conversation.messages.map(({ asOf: _, rev: __, key: ___, ...message }) => ({
      ...message,
      reactions: [...message.reactions].sort((a, b) => a.emoji.localeCompare(b.emoji)),
    })),
  };
  return JSON.parse(JSON.stringify(shown)) as typeof shown; // what isn't set isn't there
}

export function live(frame: EventFrame): EventFrame {
  return structuredClone(frame);
}
