import { useState } from "preact/hooks";
import type { Role } from "../protocol/frames.ts";
import type { Member } from "../state/messenger.ts";
import { isOnline } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { AddPeople } from "./parts.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Menu, type MenuItem } from "./Menu.tsx";
import { may } from "./messageRights.ts";
import { handleOf, nameOf } from "./names.ts";
import { go } from "./place.ts";
import { useContextMenu } from "./useContextMenu.ts";
import { useMembers } from "./useMembers.ts";
import { usePresenceLine } from "./usePresenceLine.ts";

/** Who is in a group: online ones first, then by name; each with what one may do. */
export function Members({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const presence = useParley((state) => state.presence);
  const { members, failure, load } = useMembers(conversation);
  const [adding, setAdding] = useState(false);
  const [error, setError] = useState<string>();
  const menu = useContextMenu((element) => element.closest<HTMLElement>("[data-key]")?.dataset.key);
  const doing = (work: Promise<unknown>) => {
    setError(undefined);
    work.then(load, (trouble: unknown) => setError(sentenceFor(trouble)));
  };
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
  const pressed = menu.open && members.find(({ user }) => user.id === menu.open!.of);
  const mayAdd = may(conversation, "invite");
  return (
    <>
      <h2 class="section-head">
        {t.memberList(conversation.members)}
        {mayAdd && (
          <button class="button text add" onClick={() => setAdding(true)}>
            {t.add}
          </button>
        )}
      </h2>
      {error && <ErrorLine text={error} />}
      <ul class="rows" {...menu.handlers}>
        {sorted.map((member) => (
          <li key={member.user.id}>
            <MemberRow member={member} onOpen={menu.openUnder} />
          </li>
        ))}
      </ul>
      {pressed && (
        <Menu
          label={t.memberActions(nameOf(pressed.user))}
          items={memberActions(messenger, conversation, pressed, doing)}
          at={menu.open!.at}
          onClose={menu.close}
        />
      )}
      {adding && <AddPeople conversation={conversation} members={members} onDone={load} onClose={() => setAdding(false)} />}
    </>
  );
}

function MemberRow({ member, onOpen }: { member: Member; onOpen: (element: HTMLElement) => void }) {
  const me = useParley((state) => state.me?.id);
  const line = usePresenceLine(member.user.id);
  const face = (
    <>
      <PersonAvatar user={member.user} id={member.user.id} size={36} />
      <span>
        <span class="line">
          <bdi class="title clip">{nameOf(member.user)}</bdi>
          {member.user.guest && <span class="tag quiet">{t.guest}</span>}
          {member.user.id === me && <span class="you">({t.you})</span>}
        </span>
        <span class="line note clip">{line || handleOf(member.user)}</span>
      </span>
      <span class="role">{t.roles[member.role]}</span>
    </>
  );
  if (member.user.id === me) return <div class="row member">{face}</div>;
  return (
    <button
      type="button"
      class="row member"
      data-key={member.user.id}
      aria-haspopup="menu"
      onClick={(event) => onOpen(event.currentTarget)}
    >
      {face}
    </button>
  );
}

/** As the server allows: owners give roles and remove anyone, admins remove members and readers. */
function memberActions(
  messenger: ReturnType<typeof useMessenger>,
  conversation: Conversation,
  { user, role }: Member,
  doing: (work: Promise<unknown>) => void,
): MenuItem[] {
  const own = conversation.role;
  const items: MenuItem[] = [
    {
      icon: "message-circle",
      label: t.sendMessage,
      act: () => void messenger.openDirect(user).then((id) => go({ tab: "chats", conversation: id }), () => undefined),
    },
  ];
  if (own === "owner") {
    for (const other of (["owner", "admin", "member", "reader"] as Role[]).filter((one) => one !== role)) {
      items.push({
        icon: "user-cog",
        label: t.makeRole[other],
        apart: items.length === 1,
        act: () => doing(messenger.changeRole(conversation.id, user.id, other)),
      });
    }
  }
  if (own === "owner" || (own === "admin" && (role === "member" || role === "reader"))) {
    items.push({
      icon: "user-minus",
      label: t.removeFromGroup,
      destructive: true,
      apart: true,
      act: () => doing(messenger.removeMember(conversation.id, user.id)),
    });
  }
  return items;
}
