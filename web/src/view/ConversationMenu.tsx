import { useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { conversationActions } from "./conversationActions.ts";
import { Dialog } from "./Dialog.tsx";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Menu, type MenuPlace } from "./Menu.tsx";
import { LeaveGroup } from "./parts.ts";

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
