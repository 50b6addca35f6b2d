import { useState } from "preact/hooks";
import type { Member } from "../state/groups.ts";
import { isOnline } from "../state/selectors.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { AddPeople, BanPerson, HandOver } from "./parts.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { memberActions, ownActions, type MemberQuestion } from "./memberActions.ts";
import { Menu } from "./Menu.tsx";
import { may } from "./messageRights.ts";
import { handleOf, nameOf } from "./names.ts";
import { useContextMenu } from "./useContextMenu.ts";
import { useMembers } from "./useMembers.ts";
import { usePresenceLine } from "./usePresenceLine.ts";

/** Who is in a group: online ones first, then by name; each with what one may do. */
export function Members({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const presence = useParley((state) => state.presence);
  const { members, failure, load } = useMembers(conversation, true);
  const me = useParley((state) => state.me?.id);
  const [adding, setAdding] = useState(false);
  const [asked, setAsked] = useState<{ question: MemberQuestion; member: Member }>();
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
  const ask = (question: MemberQuestion, member: Member) => setAsked({ question, member });
  const owners = members.filter(({ role }) => role === "owner").length;
  const actionsOf = (member: Member) =>
    member.user.id === me
      ? ownActions(messenger, conversation, member, owners, { doing })
      : memberActions(messenger, conversation, member, { doing, ask });
  const closed = () => setAsked(undefined);
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
            <MemberRow member={member} mine={member.user.id === me} able={actionsOf(member).length > 0} onOpen={menu.openUnder} />
          </li>
        ))}
      </ul>
      {pressed && (
        <Menu
          label={t.memberActions(nameOf(pressed.user))}
          items={actionsOf(pressed)}
          at={menu.open!.at}
          onClose={menu.close}
        />
      )}
      {asked?.question === "ban" && (
        <BanPerson conversation={conversation} user={asked.member.user} onDone={load} onClose={closed} />
      )}
      {asked?.question === "handOver" && (
        <HandOver conversation={conversation} user={asked.member.user} onDone={load} onClose={closed} />
      )}
      {adding && <AddPeople conversation={conversation} members={members} onDone={load} onClose={() => setAdding(false)} />}
    </>
  );
}

interface MemberRowProps {
  member: Member;
  /** It is this user. */
  mine: boolean;
  /** Something can be done with them. */
  able: boolean;
  onOpen: (element: HTMLElement) => void;
}

function MemberRow({ member, mine, able, onOpen }: MemberRowProps) {
  const line = usePresenceLine(member.user.id);
  const face = (
    <>
      <PersonAvatar user={member.user} id={member.user.id} size={36} />
      <span>
        <span class="line">
          <bdi class="title clip">{nameOf(member.user)}</bdi>
          {member.user.guest && <span class="tag quiet">{t.guest}</span>}
          {mine && <span class="you">({t.you})</span>}
        </span>
        <span class="line note clip">{line || handleOf(member.user)}</span>
      </span>
      <span class="role">{t.roles[member.role]}</span>
    </>
  );
  if (!able) return <div class="row member">{face}</div>;
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
