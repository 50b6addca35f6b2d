import { useEffect, useState } from "preact/hooks";
import { heldMessage } from "../state/events/places.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { nameOf } from "./names.ts";

interface VotersProps {
  conversation: Conversation;
  seq: number;
  onClose: () => void;
}

/** Who chose what in a poll, as the conversation's log tells it. */
export function Voters({ conversation, seq, onClose }: VotersProps) {
  const messenger = useMessenger();
  const message = heldMessage(conversation, seq);
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me?.id);
  const [who, setWho] = useState<[string, number[]][]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    messenger.voters(conversation.id, seq).then(setWho, setFailure);
  }, [seq, message?.asOf]);
  const { poll } = message ?? {};
  return (
    <Dialog title={t.whoVoted} onClose={onClose}>
      <div class="scroll readers">
        {failure !== undefined && <Empty icon="circle-alert" title={sentenceFor(failure)} failed />}
        {who &&
          poll?.options.map((option, at) => {
            const people = who.filter(([, options]) => options.includes(at));
            const more = (poll.counts[at] ?? 0) - people.length;
            return (
              <section key={at} aria-label={option}>
                <h3 class="section-head">
                  <bdi>{option}</bdi>, {t.votes(poll.counts[at] ?? 0)}
                </h3>
                <ul class="rows">
                  {people.map(([user]) => (
                    <li key={user} class="reader">
                      <PersonAvatar id={user} user={users.get(user)} size={32} dot={false} />
                      <bdi class="clip">{user === me ? t.youBold : nameOf(users.get(user))}</bdi>
                    </li>
                  ))}
                </ul>
                {more > 0 && <p class="section-head">{t.andOthers(more)}</p>}
              </section>
            );
          })}
      </div>
    </Dialog>
  );
}
