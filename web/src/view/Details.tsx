import type { Member } from "../state/messenger.ts";
import { isOnline, isSaved } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar, PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { DetailsActions } from "./DetailsActions.tsx";
import { DetailsEnding } from "./DetailsEnding.tsx";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { Icon } from "./Icon.tsx";
import { clean, nameOf, titleOf } from "./names.ts";
import { useMembers } from "./useMembers.ts";
import { usePresenceLine } from "./usePresenceLine.ts";

/** The third pane: who this is, or who is in it. */
export function Details({ id, onClose }: { id: string; onClose: () => void }) {
  const conversation = useParley((state) => state.conversations.get(id));
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const presence = usePresenceLine(conversation?.peer);
  if (!conversation) return null;
  const direct = conversation.kind === "direct";
  const peer = direct ? users.get(conversation.peer ?? "") : undefined;
  const subtitle = isSaved(conversation, me?.id)
    ? t.startOfNotes
    : direct
      ? [peer && `@${peer.username}`, presence].filter(Boolean).join(", ")
      : clean(conversation.description);
  return (
    <aside class="pane details-pane" aria-label={t.details}>
      <header class="bar">
        <button class="icon-button back" aria-label={t.back} onClick={onClose}>
          <Icon name="chevron-left" />
        </button>
        <h2>{t.details}</h2>
        <button class="icon-button close" aria-label={t.close} onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      <div class="scroll">
        <div class="about">
          <ConversationAvatar conversation={conversation} size={80} />
          <h3>
            <bdi>{titleOf({ users, me }, conversation)}</bdi>
          </h3>
          {subtitle && <p>{subtitle}</p>}
        </div>
        <DetailsActions conversation={conversation} />
        {!direct && <Members conversation={conversation} />}
        <DetailsEnding conversation={conversation} />
      </div>
    </aside>
  );
}

function Members({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const presence = useParley((state) => state.presence);
  const { members, failure, load } = useMembers(conversation);
  if (!members) {
    return failure === undefined ? null : (
      <Empty icon="circle-alert" title={t.membersFailed} hint={sentenceFor(failure)} failed>
        <button class="button" onClick={load}>
          {t.tryAgain}
        </button>
      </Empty>
    );
  }
  void presence; // who is online decides the order
  const sorted = [...members].sort(
    (a, b) =>
      Number(isOnline(messenger.state, b.user.id)) - Number(isOnline(messenger.state, a.user.id)) ||
      nameOf(a.user).localeCompare(nameOf(b.user)),
  );
  return (
    <>
      <h2 class="section-head">{t.memberList(conversation.members)}</h2>
      <ul class="rows">
        {sorted.map((member) => (
          <li key={member.user.id}>
            <MemberRow member={member} />
          </li>
        ))}
      </ul>
    </>
  );
}

function MemberRow({ member }: { member: Member }) {
  const me = useParley((state) => state.me?.id);
  const line = usePresenceLine(member.user.id);
  return (
    <div class="row member">
      <PersonAvatar user={member.user} id={member.user.id} size={36} />
      <span>
        <span class="line">
          <bdi class="title clip">{nameOf(member.user)}</bdi>
          {member.user.id === me && <span class="you">({t.you})</span>}
        </span>
        <span class="line note clip">{line || `@${member.user.username}`}</span>
      </span>
      <span class="role">{t.roles[member.role]}</span>
    </div>
  );
}
