import type { ComponentChildren } from "preact";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { Writing } from "./Writing.tsx";

/** The foot of a conversation: where one writes, or why one can't. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const blocked = useParley((state) => conversation.peer !== undefined && state.blocks.has(conversation.peer));
  const messenger = useMessenger();
  const mayWrite = conversation.role !== "reader" && (conversation.kind !== "channel" || conversation.role !== "member");
  if (blocked) {
    return (
      <Foot>
        <div class="instead">
          {t.blockedNotice}
          <button class="button text" onClick={() => void messenger.block(conversation.peer!, false)}>
            {t.unblock}
          </button>
        </div>
      </Foot>
    );
  }
  if (!mayWrite) {
    return (
      <Foot>
        <div class="instead">
          <Icon name="megaphone" />
          {t.readOnly}
        </div>
      </Foot>
    );
  }
  return (
    <Foot>
      <Writing conversation={conversation} />
    </Foot>
  );
}

function Foot({ children }: { children: ComponentChildren }) {
  return (
    <footer class="foot">
      <div class="column">{children}</div>
    </footer>
  );
}
