import type { ThreadReplies } from "../protocol/frames.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useParley } from "./context.ts";
import { shortTime } from "./time.ts";

/** So many of those who answered are shown. */
const FACES = 3;

interface ThreadSummaryProps {
  conversation: Conversation;
  root: number;
  replies: ThreadReplies;
}

/** Under a message that begins a thread: who answered, as far as known here, how many answers, and when the last. */
export function ThreadSummary({ conversation, root, replies }: ThreadSummaryProps) {
  const users = useParley((state) => state.users);
  const authors = conversation.messages.filter((message) => message.thread === root).map((message) => message.from);
  const faces = [...new Set(authors.reverse())].slice(0, FACES);
  return (
    <button type="button" class="thread-summary" tabIndex={-1} data-do="thread">
      <span class="faces" aria-hidden="true">
        {faces.map((id) => (
          <PersonAvatar key={id} id={id} user={users.get(id)} size={20} dot={false} />
        ))}
      </span>
      <b>{t.repliesTo(replies.count)}</b>
      <span>{t.lastAt(shortTime(replies.lastAt))}</span>
    </button>
  );
}
