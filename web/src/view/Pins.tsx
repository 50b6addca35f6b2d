import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { Icon } from "./Icon.tsx";
import { rightsIn } from "./messageRights.ts";
import { nameOf } from "./names.ts";
import { excerpt } from "./richText.ts";
import { useTalk } from "./talk.ts";
import { shortTime } from "./time.ts";
import { usePins } from "./usePins.ts";

/** All that is pinned, the latest in front: to go there, or to unpin it. */
export function Pins({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const messenger = useMessenger();
  const talk = useTalk();
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me?.id);
  const pins = usePins(conversation).reverse();
  return (
    <Dialog title={t.pinnedMessages} onClose={onClose}>
      <div class="scroll">
        {pins.length === 0 && <Empty icon="pin" title={t.nothingPinned} />}
        <ul class="rows pins">
          {pins.map((message) => (
            <li key={message.seq} class="pin-row">
              <button
                type="button"
                class="row person"
                onClick={() => {
                  onClose();
                  talk.jump(message.seq);
                }}
              >
                <PersonAvatar id={message.from} user={users.get(message.from)} size={36} dot={false} />
                <span>
                  <span class="line">
                    <bdi class="title clip">{message.from === me ? t.youBold : nameOf(users.get(message.from))}</bdi>
                    <span class="end">
                      <time dateTime={message.at}>{shortTime(message.at)}</time>
                    </span>
                  </span>
                  <bdi class="note clip line">{excerpt(message.text)}</bdi>
                </span>
              </button>
              {rightsIn(conversation, messenger.state, message).pin && (
                <button
                  type="button"
                  class="icon-button"
                  aria-label={t.unpin}
                  title={t.unpin}
                  onClick={() => messenger.change(conversation.id, { type: "pin", target: message.seq, on: false })}
                >
                  <Icon name="pin-off" />
                </button>
              )}
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}
