import { mentions } from "../events/message.ts";
import type { Conversation, State } from "../model.ts";
import type { Notice } from "./port.ts";

/** The conversations in which something new came that this user hasn't read: what a notice may tell. */
export function newsIn(before: State, after: State): Omit<Notice, "inView">[] {
  if (before.conversations === after.conversations || before.me?.id !== after.me?.id) return [];
  const me = after.me?.id ?? "";
  const news: Omit<Notice, "inView">[] = [];
  for (const [id, now] of after.conversations) {
    const known = before.conversations.get(id);
    if (known === now || now.request || !isNews(known, now, me, after.link.phase === "live")) continue;
    const last = now.messages.at(-1)!;
    news.push({ conversation: id, seq: last.seq, muted: now.muted, mentioned: mentions(last, me) });
  }
  return news;
}

/** What the first sync of a conversation brings is no news; a first message that comes live is. */
function isNews(known: Conversation | undefined, now: Conversation, me: string, live: boolean): boolean {
  const last = now.messages.at(-1);
  if (!last || last.from === me || last.gone || last.seq <= now.read || now.unread === 0) return false;
  if (!known) return live && now.lastSeq === 1;
  return last.seq > (known.messages.at(-1)?.seq ?? known.lastSeq);
}
