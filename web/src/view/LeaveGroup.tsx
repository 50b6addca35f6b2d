import { useEffect, useState } from "preact/hooks";
import type { Member } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Chooser } from "./Chooser.tsx";
import { useMessenger, useParley } from "./context.ts";
import { inSentence, nameOf, titleOf } from "./names.ts";
import { go } from "./place.ts";
import { Question } from "./Question.tsx";
import { useDoing } from "./useDoing.ts";

/** Asks first: who left comes back only if someone adds them. The last owner names another one. */
export function LeaveGroup({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const { error, busy, doing } = useDoing();
  const heirs = useHeirs(conversation, me?.id);
  const [chosen, setChosen] = useState<string>();
  const { id } = conversation;
  const heir = chosen ?? heirs?.[0]?.user.id;
  const leave = async () => {
    if (busy || !heirs) return;
    const given = heir === undefined ? Promise.resolve() : messenger.groups.changeRole(id, heir, "owner");
    if (!(await doing(given.then(() => messenger.groups.leave(id)).then(() => true)))) return;
    onClose();
    go({ tab: "chats" });
  };
  return (
    <Question
      title={t.leaveAsk(inSentence(titleOf({ users, me }, conversation)))}
      hint={heir === undefined ? t.leaveHint : t.leaveAsOwner}
      error={error}
      choice={
        heirs &&
        heir !== undefined && (
          <Chooser
            label={t.newOwner}
            value={heir}
            options={heirs.map(({ user }) => [user.id, nameOf(user)] as const)}
            onChoose={setChosen}
          />
        )
      }
      onClose={onClose}
    >
      <button type="button" class="button danger" onClick={() => void leave()}>
        {heir === undefined ? t.leaveGroup : t.leaveAndHandOver}
      </button>
    </Question>
  );
}

/** Who may become the owner when this user, the last one, leaves; nobody where there is another, or nobody else. */
function useHeirs(conversation: Conversation, me: string | undefined): Member[] | undefined {
  const messenger = useMessenger();
  const owner = conversation.role === "owner";
  const [heirs, setHeirs] = useState<Member[] | undefined>(owner ? undefined : []);
  useEffect(() => {
    if (!owner) return;
    messenger.groups.members(conversation.id).then(
      (members) => {
        const others = members.filter(({ user }) => user.id !== me);
        setHeirs(others.some(({ role }) => role === "owner") ? [] : others.sort(byRank));
      },
      () => setHeirs([]), // leaving says what is wrong
    );
  }, [conversation.id, owner]);
  return heirs;
}

/** An admin is the next one to think of. */
function byRank(a: Member, b: Member): number {
  return Number(b.role === "admin") - Number(a.role === "admin") || nameOf(a.user).localeCompare(nameOf(b.user));
}
