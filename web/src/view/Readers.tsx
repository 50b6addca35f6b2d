import { useEffect, useState } from "preact/hooks";
import type { Mark } from "../protocol/frames.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { nameOf } from "./names.ts";

interface ReadersProps {
  conversation: Conversation;
  seq: number;
  onClose: () => void;
}

/** Who has read a message, and who has received it only: as the server says it now. */
export function Readers({ conversation, seq, onClose }: ReadersProps) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id);
  const [reached, setReached] = useState<Mark[]>();
  const [failure, setFailure] = useState<unknown>();
  useEffect(() => {
    messenger.readers(conversation.id, seq).then(setReached, setFailure);
  }, [seq]);
  const others = reached?.filter(({ user }) => user !== me) ?? [];
  const readers = others.filter(({ read }) => read >= seq);
  const receivers = others.filter(({ read }) => read < seq);
  return (
    <Dialog title={reached ? t.readByCount(readers.length, conversation.members - 1) : t.readBy} onClose={onClose}>
      <div class="scroll readers">
        {failure !== undefined && <Empty icon="circle-alert" title={sentenceFor(failure)} failed />}
        {reached && others.length === 0 && <p class="section-head">{t.nobodyYet}</p>}
        <People marks={readers} />
        {receivers.length > 0 && <h3 class="section-head">{t.receivedOnly}</h3>}
        <People marks={receivers} />
      </div>
    </Dialog>
  );
}

function People({ marks }: { marks: Mark[] }) {
  const users = useParley((state) => state.users);
  if (marks.length === 0) return null;
  return (
    <ul class="rows">
      {marks.map(({ user }) => (
        <li key={user} class="reader">
          <PersonAvatar id={user} user={users.get(user)} size={32} dot={false} />
          <bdi class="clip">{nameOf(users.get(user))}</bdi>
        </li>
      ))}
    </ul>
  );
}
