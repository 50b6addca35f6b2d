import { useEffect } from "preact/hooks";
import { heldMessage } from "../state/events/places.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { inkOf, nameOf } from "./names.ts";
import { excerpt } from "./richText.ts";

/** The message that is answered, in one line; a press goes there. One that isn't held is fetched. */
export function Quote({ conversation, seq }: { conversation: Conversation; seq: number }) {
  const messenger = useMessenger();
  const quoted = heldMessage(conversation, seq);
  const author = useParley((state) => quoted && state.users.get(quoted.from));
  const mine = useParley((state) => quoted?.from !== undefined && quoted.from === state.me?.id);
  const live = useParley((state) => state.link.phase === "live");
  const missing = quoted === undefined;
  useEffect(() => {
    if (missing && live) messenger.aside(conversation.id, [seq]).catch(() => undefined);
  }, [missing, live, seq]);
  const name = mine ? t.youBold : nameOf(author);
  const text = !quoted ? "…" : quoted.gone ? (quoted.gone === "expired" ? t.expired : t.replyGone) : excerpt(quoted.text);
  const there = quoted !== undefined && quoted.from !== "";
  return (
    <button
      type="button"
      class={`quote name ink-${inkOf(quoted?.from ?? "")}`}
      tabIndex={-1}
      data-do={there ? "jump" : undefined}
      data-to={seq}
      title={there ? t.goToMessage : undefined}
    >
      {there && <bdi>{name}</bdi>}
      <bdi class="said-text clip">{text}</bdi>
    </button>
  );
}
