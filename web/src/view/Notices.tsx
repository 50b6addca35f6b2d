import { useEffect, useRef } from "preact/hooks";
import { mentions } from "../state/events/message.ts";
import type { Conversation } from "../state/model.ts";
import { useMessenger, useParley } from "./context.ts";
import { tell } from "./notices.ts";
import { rowFace } from "./rowFace.ts";

/** Tells of live messages while this window isn't looked at; of muted conversations only if one is named. */
export function Notices() {
  const messenger = useMessenger();
  const conversations = useParley((state) => state.conversations);
  const before = useRef(conversations);
  useEffect(() => {
    const known = before.current;
    before.current = conversations;
    const state = messenger.state;
    if (known === conversations || state.link.phase !== "live" || looking()) return;
    for (const [id, now] of conversations) {
      if (known.get(id) !== now && isNews(known.get(id), now, state.me?.id ?? "")) {
        tell(now, rowFace(state, now, false));
      }
    }
  }, [conversations]);
  return null;
}

function isNews(known: Conversation | undefined, now: Conversation, me: string): boolean {
  const last = now.messages.at(-1);
  if (!last || last.from === me || last.gone || now.unread === 0) return false;
  if (last.seq <= (known?.messages.at(-1)?.seq ?? known?.lastSeq ?? 0)) return false;
  return !now.muted || mentions(last, me);
}

function looking(): boolean {
  return document.visibilityState === "visible" && document.hasFocus();
}
