import { useEffect, useRef, useState } from "preact/hooks";
import { holds, stretchWith } from "../state/events/island.ts";
import type { Conversation, Message } from "../state/model.ts";
import { useMessenger } from "./context.ts";

/** Which of a conversation's messages one looks at: the newest, or those around where one jumped to. */
export interface Looking {
  messages: Message[];
  complete: boolean;
  /** They end with the newest message. */
  newest: boolean;
  /** Somewhere among them, to ask for what lies before and after; none for the newest. */
  at?: number;
  /** Nothing to show yet: what lies at the first unread message is on its way. */
  opening: boolean;
  /** The message to go to; another `turn` each time. */
  target?: { seq: number; turn: number };
  /** Goes to a message, wherever it is. Rejects if what stands around it can't be fetched. */
  jump: (seq: number) => Promise<void>;
  /** Looks at what stands around a seq, and goes nowhere. */
  look: (seq: number) => Promise<void>;
  toEnd: () => void;
}

/** @param seq the message that a link leads to */
export function useLooking(conversation: Conversation, seq: number | undefined): Looking {
  const messenger = useMessenger();
  const { id } = conversation;
  const [at, setAt] = useState<number>();
  const [target, setTarget] = useState<Looking["target"]>();
  const first = useRef(seq ?? firstUnread(conversation));
  const [opening, setOpening] = useState(first.current !== undefined && !holds(conversation, first.current));
  const stretch = stretchWith(conversation, at);

  const look = async (to: number) => {
    await messenger.around(id, to);
    setAt(to);
  };
  const jump = async (to: number) => {
    await look(to);
    setTarget((before) => ({ seq: to, turn: (before?.turn ?? 0) + 1 }));
  };
  useEffect(() => {
    const to = seq ?? (opening ? first.current : undefined);
    if (to === undefined) return;
    // without a network the newest messages are what there is
    (seq === undefined ? look(to) : jump(to)).catch(() => undefined).finally(() => setOpening(false));
  }, [seq]);

  return {
    ...stretch,
    newest: stretch.messages === conversation.messages,
    at: stretch.messages === conversation.messages ? undefined : at,
    opening,
    target,
    jump,
    look,
    toEnd: () => setAt(undefined),
  };
}

function firstUnread({ unread, read, visibleFrom, lastSeq }: Conversation): number | undefined {
  return unread > 0 && read < lastSeq ? Math.max(read + 1, visibleFrom) : undefined;
}
