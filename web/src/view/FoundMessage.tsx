import type { Found } from "../state/search.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useParley } from "./context.ts";
import { nameOf, titleOf } from "./names.ts";
import { t } from "../strings/table.ts";
import { addressOf } from "./place.ts";
import { tamed } from "./richText.ts";
import { shortTime } from "./time.ts";

/** So much stands before the first word that was found. */
const BEFORE = 40;
const MOST = 200;

/** A message that was found: who wrote it where and when, and the words in it. What was found stays when it is opened. */
export function FoundMessage({ found }: { found: Found }) {
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const conversation = useParley((state) => state.conversations.get(found.conversation));
  const address = addressOf({ tab: "chats", conversation: found.conversation, seq: found.seq });
  return (
    <a class="row found" href={address} aria-current={location.hash === address ? "true" : undefined}>
      <PersonAvatar id={found.from} user={users.get(found.from)} size={36} dot={false} />
      <span>
        <span class="line">
          <bdi class="title clip">{found.from === me?.id ? t.youBold : nameOf(users.get(found.from))}</bdi>
          <span class="end">
            <time dateTime={found.at}>{shortTime(found.at)}</time>
          </span>
        </span>
        {conversation && (
          <span class="note clip line">{conversation.kind === "direct" ? t.direct : titleOf({ users, me }, conversation)}</span>
        )}
        <bdi class="found-text">{pieces(found).map((piece, at) => (at % 2 === 1 ? <mark key={at}>{piece}</mark> : piece))}</bdi>
      </span>
    </a>
  );
}

/** The text around what was found, cut there: what stands at odd places was found. */
export function pieces({ text, highlights }: Pick<Found, "text" | "highlights">): string[] {
  const first = highlights[0]?.start ?? 0;
  const begin = first > BEFORE ? Math.max(0, text.lastIndexOf(" ", first - BEFORE / 2) + 1) : 0;
  const end = begin + MOST;
  const parts: string[] = [];
  let from = begin;
  for (const { start, end: to } of highlights) {
    if (start < from || to > end) continue;
    parts.push(text.slice(from, start), text.slice(start, to));
    from = to;
  }
  parts.push(text.slice(from, end));
  if (begin > 0) parts[0] = `…${parts[0]}`;
  return parts.map((part) => tamed(part).replace(/\s+/g, " "));
}
