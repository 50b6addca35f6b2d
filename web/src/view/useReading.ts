import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Conversation, Message } from "../state/model.ts";
import { useMessenger } from "./context.ts";

const LOOK_MS = 500;

/** Read is what was half visible for 500 ms in a visible, focused window. */
export function useReading(box: RefObject<HTMLDivElement>, conversation: Conversation, messages: Message[]): void {
  const messenger = useMessenger();
  const now = useRef(conversation);
  now.current = conversation;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      if (timer !== undefined || !looking()) return;
      const seen = lastVisible(box.current!);
      if (seen <= now.current.read) return;
      timer = setTimeout(() => {
        timer = undefined;
        // What is still there was there all the time; what went by fast was not read.
        const still = box.current ? Math.min(seen, lastVisible(box.current)) : 0;
        if (looking() && still > now.current.read) messenger.read(now.current.id, still);
        if (box.current && lastVisible(box.current) > now.current.read) look();
      }, LOOK_MS);
    };
    const log = box.current!;
    look();
    log.addEventListener("scroll", look, { passive: true });
    addEventListener("focus", look);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      log.removeEventListener("scroll", look);
      removeEventListener("focus", look);
      document.removeEventListener("visibilitychange", look);
    };
  }, [conversation.id, conversation.lastSeq, messages.length, messages[0]?.seq]);
}

function looking(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}

/** The seq of the last message of which at least half is in view; 0 if there is none. */
function lastVisible(log: HTMLElement): number {
  const bottom = log.getBoundingClientRect().bottom;
  const rows = log.querySelectorAll<HTMLElement>("[data-seq]");
  for (let at = rows.length - 1; at >= 0; at--) {
    const row = rows[at]!.getBoundingClientRect();
    if ((row.top + row.bottom) / 2 <= bottom) return Number(rows[at]!.dataset.seq);
  }
  return 0;
}
