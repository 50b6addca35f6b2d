import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { conversationActions } from "./conversationActions.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Menu, type MenuPlace } from "./Menu.tsx";
import { inSentence, titleOf } from "./names.ts";
import { go } from "./place.ts";

interface ConversationMenuProps {
  conversation: Conversation;
  at: MenuPlace;
  onClose: () => void;
}

/** A conversation's menu. What goes wrong is said in a dialog, since the menu is gone by then. */
export function ConversationMenu({ conversation, at, onClose }: ConversationMenuProps) {
  const messenger = useMessenger();
  const [shown, setShown] = useState<"menu" | "nothing" | "leave" | "failure">("menu");
  const [failure, setFailure] = useState<unknown>();
  const doing = (work: Promise<unknown>) => {
    work.then(onClose, (error: unknown) => {
      setFailure(error);
      setShown("failure");
    });
  };
  if (shown === "leave") return <LeaveGroup conversation={conversation} onClose={onClose} />;
  if (shown === "failure") {
    return (
      <Dialog title={t.didntWork} onClose={onClose}>
        <div class="body">
          <ErrorLine text={sentenceFor(failure)} />
        </div>
      </Dialog>
    );
  }
  if (shown === "nothing") return null;
  const items = conversationActions(messenger, conversation, doing, () => setShown("leave"));
  return (
    <Menu
      label={t.conversationActions}
      items={items}
      at={at}
      onClose={onClose}
      onChosen={() => setShown("nothing")}
    />
  );
}

/** Asks first: who left comes back only if someone adds them. */
export function LeaveGroup({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const [error, setError] = useState<string>();
  const leave = () =>
    messenger.leave(conversation.id).then(
      () => {
        onClose();
        go({ tab: "chats" });
      },
      (failure: unknown) => setError(sentenceFor(failure)),
    );
  return (
    <Dialog title={t.leaveAsk(inSentence(titleOf({ users, me }, conversation)))} onClose={onClose} ask>
      <div class="body">
        <p class="ask">{t.leaveHint}</p>
        {error && <ErrorLine text={error} />}
        <div class="choices-stack">
          <button class="button danger" onClick={() => void leave()}>
            {t.leaveGroup}
          </button>
          <button class="button quiet" data-first onClick={onClose}>
            {t.cancel}
          </button>
        </div>
      </div>
    </Dialog>
  );
}
