import type { ComponentChildren } from "preact";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { may } from "./messageRights.ts";
import { RequestBar } from "./parts.ts";
import type { Composing } from "./talk.ts";
import { Writing } from "./Writing.tsx";

/** The foot of a conversation: where one writes, or why one can't. */
export function Composer({ conversation, composing }: { conversation: Conversation; composing?: Composing }) {
  const blocked = useParley((state) => conversation.peer !== undefined && state.blocks.has(conversation.peer));
  const messenger = useMessenger();
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
  if (conversation.request) {
    return (
      <Foot>
        <RequestBar conversation={conversation} />
      </Foot>
    );
  }
  if (!may(conversation, "send")) {
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
      <Writing conversation={conversation} composing={composing} />
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
