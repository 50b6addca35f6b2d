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

interface ReactorsProps {
  conversation: Conversation;
  seq: number;
  onClose: () => void;
}

/** Who gave a message which emoji, as the conversation's log tells it. */
export function Reactors({ conversation, seq, onClose }: ReactorsProps) {
  const messenger = useMessenger();
  const message = heldMessage(conversation, seq);
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me?.id);
  const [who, setWho] = useState<[string, string[]][]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    messenger.reactors(conversation.id, seq).then(setWho, setFailure);
  }, [seq, message?.asOf]);
  const given = new Map(who);
  return (
    <Dialog title={t.reactions} onClose={onClose}>
      <div class="scroll readers">
        {failure !== undefined && <Empty icon="circle-alert" title={sentenceFor(failure)} failed />}
        {who &&
          message?.reactions.map(({ emoji, count }) => {
            const people = given.get(emoji) ?? [];
            return (
              <section key={emoji} aria-label={emoji}>
                <h3 class="section-head">
                  <span class="glyph">{emoji}</span> {count}
                </h3>
                <ul class="rows">
                  {people.map((user) => (
                    <li key={user} class="reader">
                      <PersonAvatar id={user} user={users.get(user)} size={32} dot={false} />
                      <bdi class="clip">{user === me ? t.youBold : nameOf(users.get(user))}</bdi>
                    </li>
                  ))}
                </ul>
                {people.length < count && <p class="section-head">{t.andOthers(count - people.length)}</p>}
              </section>
            );
          })}
      </div>
    </Dialog>
  );
}
