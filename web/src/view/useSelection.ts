import { useState } from "preact/hooks";
import type { Conversation, Message, State } from "../state/model.ts";
import { keyOfMessage } from "./logItems.ts";
import { nameOf } from "./names.ts";
import { fullTime } from "./time.ts";

/** Which messages of the open conversation are chosen, by the keys of their rows. */
export interface Selection {
  /** Undefined while nobody selects. */
  keys: ReadonlySet<string> | undefined;
  begin: (key: string) => void;
  toggle: (key: string) => void;
  end: () => void;
}

export function useSelection(): Selection {
  const [keys, setKeys] = useState<ReadonlySet<string>>();
  return {
    keys,
    begin: (key) => setKeys(new Set(keys).add(key)),
    /** Whoever takes the last one out has ended it. */
    toggle: (key) => {
      const next = new Set(keys);
      if (!next.delete(key)) next.add(key);
      setKeys(next.size > 0 ? next : undefined);
    },
    end: () => setKeys(undefined),
  };
}

/** The chosen messages that are there and say something, oldest first. */
export function chosen(conversation: Conversation, keys: ReadonlySet<string>): Message[] {
  const { messages, islands = [] } = conversation;
  const all = [...islands.flatMap((island) => island.messages), ...messages];
  return all.filter((message) => !message.gone && keys.has(keyOfMessage(message))).sort((a, b) => a.seq - b.seq);
}

/** What is taken along: one message as it is; of several also who said each, and when. */
export function asText(state: Pick<State, "users" | "me">, messages: Message[]): string {
  if (messages.length === 1) return messages[0]!.text;
  return messages
    .map(({ from, at, text }) => {
      const who = nameOf(from === state.me?.id ? state.me : state.users.get(from));
      return `${who}, ${fullTime(at)}\n${text}`;
    })
    .join("\n\n");
}
