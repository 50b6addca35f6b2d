import { heldMessage } from "../state/events/places.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { inkOf, nameOf } from "./names.ts";
import { excerpt } from "./richText.ts";
import { useTalk, type Composing } from "./talk.ts";

interface ComposingStripProps {
  conversation: Conversation;
  composing: Composing;
  onEnd: () => void;
}

/** Over the text field: which message one answers or edits; a press goes there. */
export function ComposingStrip({ conversation, composing, onEnd }: ComposingStripProps) {
  const talk = useTalk();
  const message = heldMessage(conversation, composing.seq);
  const author = useParley((state) => message && state.users.get(message.from));
  const mine = useParley((state) => message?.from === state.me?.id);
  const edit = composing.mode === "edit";
  const name = mine ? t.youBold : nameOf(author);
  return (
    <div class={`composing ink-${inkOf(message?.from ?? "")}`}>
      <Icon name={edit ? "pencil" : "reply"} />
      <button type="button" class={`composing-of ${edit ? "" : "name"}`} onClick={() => talk.jump(composing.seq)} title={t.goToMessage}>
        <span class="composing-name">{edit ? t.editMessage : <bdi>{name}</bdi>}</span>
        <bdi class="clip">{message?.gone ? t.replyGone : excerpt(message?.text ?? "")}</bdi>
      </button>
      <button type="button" class="icon-button" aria-label={edit ? t.cancelEdit : t.cancelReply} title={t.cancel} onClick={onEnd}>
        <Icon name="x" />
      </button>
    </div>
  );
}
