import { useEffect } from "preact/hooks";
import { heldMessage } from "../state/events/places.ts";
import type { Conversation, Message } from "../state/model.ts";
import { useMessenger, useParley } from "./context.ts";

/** What is pinned in a conversation, oldest first: asked for once, then kept by what happens. */
export function usePins(conversation: Conversation): Message[] {
  const messenger = useMessenger();
  const live = useParley((state) => state.link.phase === "live");
  const { id, pins } = conversation;
  const known = pins !== undefined;
  const missing = pins?.seqs.filter((seq) => !heldMessage(conversation, seq)).join(" ") ?? "";
  useEffect(() => {
    if (live && !known) messenger.pins(id).catch(() => undefined);
  }, [id, live, known]);
  useEffect(() => {
    if (live && missing) messenger.aside(id, missing.split(" ").map(Number)).catch(() => undefined);
  }, [id, live, missing]);
  const held = pins ? pins.seqs.map((seq) => heldMessage(conversation, seq)) : conversation.messages;
  // what was pinned or unpinned here just now shows before the server confirms it
  const here = pins ? conversation.messages.filter((one) => one.pinned && !pins.seqs.includes(one.seq)) : [];
  return [...held, ...here]
    .filter((message): message is Message => message?.pinned === true)
    .sort((a, b) => a.seq - b.seq);
}
