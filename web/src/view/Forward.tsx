import { useMemo, useState } from "preact/hooks";
import { heldMessage } from "../state/events/places.ts";
import { isSaved, listed } from "../state/selectors.ts";
import type { Conversation, Message, State } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { may } from "./messageRights.ts";
import { nameOf, titleOf } from "./names.ts";
import { PickField, PickRow } from "./Picking.tsx";
import { go } from "./place.ts";

/** So many chats at once. */
const MOST = 20;
/** So many are offered; who looks for others types. */
const OFFERED = 50;

interface ForwardProps {
  conversation: Conversation;
  seqs: number[];
  onClose: () => void;
}

/** Into which chats messages are to be copied. */
export function Forward({ conversation, seqs, onClose }: ForwardProps) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me);
  const [query, setQuery] = useState("");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [failure, setFailure] = useState<unknown>();
  const shown = useTargets(query);
  const users = useParley((state) => state.users);
  const title = (one: Conversation) => titleOf({ users, me }, one);
  const messages = seqs.map((seq) => heldMessage(conversation, seq)).filter((one) => one && !one.gone) as Message[];
  const toggle = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id) && next.size < MOST) next.add(id);
    setChosen(next);
  };
  const forward = () => {
    if (chosen.size === 0) return;
    onClose();
    for (const id of chosen) {
      for (const message of messages) {
        const { seq, text, format, poll } = message;
        const forwardedFrom = message.forwardedFrom ?? nameOf(users.get(message.from));
        const anew = poll && { options: poll.options, multiple: poll.multiple, anonymous: poll.anonymous };
        messenger.send(id, text, { format, forward: { conversation: conversation.id, seq }, forwardedFrom, poll: anew });
      }
    }
    const [only] = chosen;
    if (chosen.size === 1) go({ tab: "chats", conversation: only });
  };
  /** Notes to self are there from the first thing that is kept in them. */
  const toNotes = () => {
    messenger.openDirect(me!).then(toggle, setFailure);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !shown[0]) return;
    event.preventDefault();
    toggle(shown[0].id);
    setQuery("");
  };
  const notes = query === "" && !shown.some((one) => isSaved(one, me?.id));
  return (
    <Dialog title={t.forwardTo} onClose={onClose}>
      <PickField query={query} onQuery={setQuery} label={t.findConversation} placeholder={t.findConversation} onKey={onKey}>
        {[...chosen].map((id) => {
          const one = messenger.state.conversations.get(id);
          return (
            one && (
              <button key={id} type="button" class="plain" aria-label={t.remove(title(one))} onClick={() => toggle(id)}>
                <bdi class="clip">{title(one)}</bdi>
                <Icon name="x" />
              </button>
            )
          );
        })}
      </PickField>
      <div class="scroll">
        {failure !== undefined && <ErrorLine text={sentenceFor(failure)} />}
        <ul class="rows">
          {notes && (
            <li>
              <button type="button" class="menu-item" onClick={toNotes}>
                <Icon name="bookmark" />
                {t.savedNotes}
              </button>
            </li>
          )}
          {shown.map((one) => (
            <PickRow key={one.id} picked={chosen.has(one.id)} onToggle={() => toggle(one.id)}>
              <ConversationAvatar conversation={one} size={36} />
              <bdi class="line title clip">{title(one)}</bdi>
            </PickRow>
          ))}
        </ul>
        {shown.length === 0 && !notes && <Empty icon="search" title={t.forwardNone} />}
      </div>
      <footer>
        <button type="button" class="button" onClick={onClose}>
          {t.cancel}
        </button>
        <button type="button" class="button primary" aria-disabled={chosen.size === 0} onClick={forward}>
          {t.forwardCount(messages.length)}
        </button>
      </footer>
    </Dialog>
  );
}

/** Where one may write, in the list's order, by name. */
function useTargets(query: string): Conversation[] {
  const messenger = useMessenger();
  const conversations = useParley((state) => state.conversations);
  const users = useParley((state) => state.users);
  return useMemo(() => {
    const wanted = query.trim().toLocaleLowerCase();
    return listed(messenger.state)
      .filter((one) => isOpenTo(messenger.state, one) && titleOf(messenger.state, one).toLocaleLowerCase().includes(wanted))
      .slice(0, OFFERED);
  }, [conversations, users, query]);
}

function isOpenTo({ blocks }: State, conversation: Conversation): boolean {
  return may(conversation, "send") && !(conversation.peer !== undefined && blocks.has(conversation.peer));
}
