import { useEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { nameOf } from "./names.ts";
import { excerpt } from "./richText.ts";

const GATHER_MS = 2_000;
const ONE_BY_ONE = 3;

/** Says new messages of the open conversation to a screen reader; more than three in 2 s as a number. */
export function Announcer({ conversation }: { conversation: Conversation }) {
  const me = useParley((state) => state.me?.id);
  const users = useParley((state) => state.users);
  const [said, setSaid] = useState("");
  const told = useRef(conversation.lastSeq);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const now = useRef(conversation);
  now.current = conversation;
  useEffect(() => {
    if (conversation.lastSeq <= told.current || timer.current) return;
    timer.current = setTimeout(() => {
      timer.current = undefined;
      const news = now.current.messages.filter((m) => m.seq > told.current && m.from !== me && !m.gone);
      told.current = now.current.lastSeq;
      if (news.length === 0) return;
      setSaid(
        news.length > ONE_BY_ONE
          ? t.announceMany(news.length)
          : news.map((m) => t.announceMessage(nameOf(users.get(m.from)), excerpt(m.text))).join(". "),
      );
    }, GATHER_MS);
  }, [conversation.lastSeq]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <div class="unseen" aria-live="polite">
        {said}
      </div>
      <NotSent conversation={conversation.id} />
    </>
  );
}

/** A message that the server refused is told at once. */
function NotSent({ conversation }: { conversation: string }) {
  const refused = useParley((state) =>
    state.outbox.findLast((entry) => entry.conversation === conversation && entry.refused !== undefined),
  );
  return (
    <div class="unseen" role="alert">
      {refused && `${t.notSent} ${excerpt(refused.text)}`}
    </div>
  );
}
