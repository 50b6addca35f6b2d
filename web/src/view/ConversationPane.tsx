import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { strangersIn, typersIn } from "../state/selectors.ts";
import { draftIn, type Draft } from "../state/drafts.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Announcer } from "./Announcer.tsx";
import { Composer } from "./Composer.tsx";
import { useMessenger, useParley } from "./context.ts";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { Ghosts, Log } from "./Log.tsx";
import { may } from "./messageRights.ts";
import { titleOf } from "./names.ts";
import { PinnedBar } from "./PinnedBar.tsx";
import { TalkContext, type Composing, type Talk, type TalkDialog } from "./talk.ts";
import { ScheduledStrip } from "./ScheduledStrip.tsx";
import { FindBar, JoinRequestsBar, SelectionBar, TalkDialogs } from "./parts.ts";
import { useLooking } from "./useLooking.ts";
import { useSelection } from "./useSelection.ts";

interface ConversationPaneProps {
  id: string;
  /** The message that a link leads to. */
  seq?: number;
  detailsOpen: boolean;
  onDetails: () => void;
}

/** What one was answering or editing in each conversation, while one looks at another. */
const composed = new Map<string, Composing>();

/** One conversation: who it is with, what was said, and where one writes. */
export function ConversationPane({ id, ...props }: ConversationPaneProps) {
  const conversation = useParley((state) => state.conversations.get(id));
  return conversation ? <Pane conversation={conversation} {...props} /> : null;
}

function Pane({ conversation, seq, detailsOpen, onDetails }: Omit<ConversationPaneProps, "id"> & { conversation: Conversation }) {
  const messenger = useMessenger();
  const { id } = conversation;
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const selection = useSelection();
  const looking = useLooking(conversation, seq);
  const [composing, setComposing] = useState(() => composed.get(id) ?? answeredIn(draftIn(messenger.state, id)));
  const [finding, setFinding] = useState(false);
  const asked = useParley((state) => conversation.join === "request" || state.asking.has(id)) && may(conversation, "invite");
  const able = useParley((state) => state.features.includes("search"));
  useFindKey(able, () => setFinding(true));
  const [dialog, setDialog] = useState<TalkDialog>();
  const now = useRef(looking);
  now.current = looking;
  const talk = useMemo<Talk>(
    () => ({
      compose: (what) => {
        if (what) composed.set(id, what);
        else composed.delete(id);
        setComposing(what);
      },
      ask: setDialog,
      jump: (to) => void now.current.jump(to).catch(() => undefined),
    }),
    [id],
  );
  useIntroductions(id);
  useWatch(conversation.peer);
  useEffect(() => {
    if (conversation.messages.length < 30) messenger.older(id).catch(() => undefined);
  }, [id]);
  return (
    <TalkContext.Provider value={talk}>
      <main class="pane main-pane" aria-label={t.conversationWith(titleOf({ users, me }, conversation))}>
        {selection.keys ? (
          <SelectionBar conversation={conversation} selection={selection} keys={selection.keys} />
        ) : (
          <ConversationHeader conversation={conversation} detailsOpen={detailsOpen} onDetails={onDetails} onFind={able ? () => setFinding(true) : undefined} />
        )}
        {finding && <FindBar conversation={conversation} onClose={() => setFinding(false)} />}
        {asked && <JoinRequestsBar conversation={conversation} />}
        <PinnedBar conversation={conversation} />
        {looking.opening ? <Opening /> : <Log conversation={conversation} selection={selection} looking={looking} />}
        <ScheduledStrip conversation={conversation} />
        <Composer conversation={conversation} composing={composing} />
        <Announcer conversation={conversation} />
        {dialog && <TalkDialogs dialog={dialog} conversation={conversation} onClose={() => setDialog(undefined)} />}
      </main>
    </TalkContext.Provider>
  );
}

/** What a draft answers, which may be from another device. */
function answeredIn(draft: Draft | undefined): Composing | undefined {
  return draft?.replyTo === undefined ? undefined : { mode: "reply", seq: draft.replyTo };
}

/** Ctrl+F searches here; a second time it is the browser's. */
function useFindKey(able: boolean, find: () => void): void {
  useEffect(() => {
    if (!able) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const here = event.key.toLowerCase() === "f" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!here || document.querySelector(".find-bar :focus, dialog[open]")) return;
      event.preventDefault();
      find();
      document.querySelector<HTMLInputElement>(".find-bar input")?.focus();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  }, [able]);
}

/** While what stands around the first unread message is on its way. */
function Opening() {
  return (
    <>
      <div class="log-box">
        <div class="log">
          <div class="column">
            <Ghosts />
          </div>
        </div>
      </div>
      <div class="foot-row">
        <div class="typing-row" />
      </div>
    </>
  );
}

/** Asks for the names of people who write here and whom nobody has introduced. */
function useIntroductions(id: string): void {
  const messenger = useMessenger();
  const conversation = useParley((state) => state.conversations.get(id));
  const typing = useParley((state) => state.typing.get(id));
  const users = useParley((state) => state.users);
  const { messages, islands, aside } = conversation ?? {};
  const unknown = useMemo(() => {
    const here = [...(messages ?? []), ...(islands ?? []).flatMap((island) => island.messages), ...(aside ?? [])];
    return strangersIn(messenger.state, here, typersIn(messenger.state, id)).sort().join(" ");
  }, [messages, islands, aside, typing, users]);
  useEffect(() => {
    if (unknown) messenger.introduce(unknown.split(" ").slice(0, 500)).catch(() => undefined);
  }, [unknown]);
}

/** Asks to be told of the presence of whom one is looking at; those who came to know each other just now aren't told by themselves. */
function useWatch(peer: string | undefined): void {
  const messenger = useMessenger();
  const live = useParley((state) => state.link.phase === "live");
  useEffect(() => {
    if (live && peer) messenger.watch([peer]);
  }, [live, peer]);
}
