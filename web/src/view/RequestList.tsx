import { useMemo, useRef } from "preact/hooks";
import { requested } from "../state/selectors.ts";
import { t } from "../strings/table.ts";
import { ConnectionStrip } from "./ConnectionStrip.tsx";
import { ConversationRows } from "./ConversationRows.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { Icon } from "./Icon.tsx";
import { addressOf } from "./place.ts";
import { TabBar } from "./TabBar.tsx";

/** The list pane with strangers' first messages, apart from the chats. */
export function RequestList({ open }: { open?: string }) {
  const messenger = useMessenger();
  const conversations = useParley((state) => state.conversations);
  const users = useParley((state) => state.users);
  const chats = useMemo(() => requested({ conversations }), [conversations]);
  const state = useMemo(() => ({ ...messenger.state }), [conversations, users]);
  const scroller = useRef<HTMLDivElement>(null);
  return (
    <nav class="pane list-pane" aria-label={t.messageRequests}>
      <div class="bar">
        <a class="icon-button" aria-label={t.back} title={t.chats} href={addressOf({ tab: "chats" })}>
          <Icon name="chevron-left" />
        </a>
        <h1>{t.messageRequests}</h1>
      </div>
      <div class="scroll" ref={scroller}>
        {chats.length > 0 && <p class="section-head">{t.requestsHint}</p>}
        {chats.length > 0 && <ConversationRows scroller={scroller} chats={chats} state={state} open={open} />}
        {chats.length === 0 && <Empty icon="inbox" title={t.noRequests} hint={t.noRequestsHint} />}
      </div>
      <ConnectionStrip />
      <TabBar current="chats" />
    </nav>
  );
}
