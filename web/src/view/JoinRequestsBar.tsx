import { useEffect, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { JoinRequests } from "./JoinRequests.tsx";

/** How many ask to be let in, over the conversation, for who may answer them; pressed, who they are. */
export function JoinRequestsBar({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const { id } = conversation;
  const count = useParley((state) => state.asking.get(id)?.length ?? 0);
  const live = useParley((state) => state.link.phase === "live");
  const [open, setOpen] = useState(false);
  useEffect(() => {
    if (live) messenger.groups.joinRequests(id).catch(() => undefined); // the list says what is wrong
  }, [id, live]);
  return (
    <>
      {count > 0 && (
        <button type="button" class="asking-bar" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          <Icon name="user-plus" />
          <span class="clip">{t.askToJoin(count)}</span>
          <Icon name="chevron-right" class="mirrors" />
        </button>
      )}
      {open && <JoinRequests conversation={conversation} onClose={() => setOpen(false)} />}
    </>
  );
}
