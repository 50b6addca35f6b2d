import { useEffect, useRef, useState } from "preact/hooks";
import { holds, stretchWith } from "../state/events/island.ts";
import type { Conversation, Message } from "../state/model.ts";
import { useMessenger, useParley } from "./context.ts";
import { isGone } from "./failure.ts";

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
  const live = useParley((state) => state.link.phase === "live");
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
    if (!opening) return;
    // without a network the newest messages are what there is
    look(first.current!).catch(() => undefined).finally(() => setOpening(false));
  }, []);
  /** The link that still is to be followed: a page that was just opened may not be connected yet. */
  const link = useRef<number | undefined>(undefined);
  useEffect(() => void (link.current = seq), [seq]);
  useEffect(() => {
    const to = link.current;
    if (to === undefined) return;
    jump(to).then(
      () => link.current === to && (link.current = undefined),
      (failure: unknown) => isGone(failure) && (link.current = undefined),
    );
  }, [seq, live]);

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
