import { useEffect, useMemo } from "preact/hooks";
import { strangersIn, typersIn } from "../state/selectors.ts";
import { t } from "../strings/table.ts";
import { Announcer } from "./Announcer.tsx";
import { Composer } from "./Composer.tsx";
import { useMessenger, useParley } from "./context.ts";
import { ConversationHeader } from "./ConversationHeader.tsx";
import { Log } from "./Log.tsx";
import { titleOf } from "./names.ts";
import { SelectionBar } from "./SelectionBar.tsx";
import { useSelection } from "./useSelection.ts";

interface ConversationPaneProps {
  id: string;
  detailsOpen: boolean;
  onDetails: () => void;
}

/** One conversation: who it is with, what was said, and where one writes. */
export function ConversationPane({ id, detailsOpen, onDetails }: ConversationPaneProps) {
  const messenger = useMessenger();
  const conversation = useParley((state) => state.conversations.get(id));
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const selection = useSelection();
  useIntroductions(id);
  useWatch(conversation?.peer);
  useEffect(() => {
    if (conversation && conversation.messages.length < 30) messenger.older(id).catch(() => undefined);
  }, [id]);
  if (!conversation) return null;
  return (
    <main class="pane main-pane" aria-label={t.conversationWith(titleOf({ users, me }, conversation))}>
      {selection.keys ? (
        <SelectionBar conversation={conversation} selection={selection} keys={selection.keys} />
      ) : (
        <ConversationHeader conversation={conversation} detailsOpen={detailsOpen} onDetails={onDetails} />
      )}
      <Log conversation={conversation} selection={selection} />
      <Composer conversation={conversation} />
      <Announcer conversation={conversation} />
    </main>
  );
}

/** Asks for the names of people who write here and whom nobody has introduced. */
function useIntroductions(id: string): void {
  const messenger = useMessenger();
  const messages = useParley((state) => state.conversations.get(id)?.messages);
  const typing = useParley((state) => state.typing.get(id));
  const users = useParley((state) => state.users);
  const unknown = useMemo(
    () => strangersIn(messenger.state, messages ?? [], typersIn(messenger.state, id)).sort().join(" "),
    [messages, typing, users],
  );
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
