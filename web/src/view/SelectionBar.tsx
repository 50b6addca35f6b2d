import { useEffect } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { copy } from "./clipboard.ts";
import { useMessenger } from "./context.ts";
import { giveFocusBack } from "./focus.ts";
import { Icon } from "./Icon.tsx";
import { rightsIn } from "./messageRights.ts";
import { useTalk } from "./talk.ts";
import { asText, chosen, type Selection } from "./useSelection.ts";

/** So many can be forwarded at once. */
const FORWARDED = 100;

interface SelectionBarProps {
  conversation: Conversation;
  selection: Selection;
  keys: ReadonlySet<string>;
}

/** In place of the header while messages are being selected: how many, and what can be done with them. */
export function SelectionBar({ conversation, selection, keys }: SelectionBarProps) {
  const messenger = useMessenger();
  const talk = useTalk();
  const messages = chosen(conversation, keys);
  const end = () => {
    selection.end();
    giveFocusBack(null);
  };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
      event.preventDefault();
      end();
    };
    addEventListener("keydown", onKeyDown);
    return () => removeEventListener("keydown", onKeyDown);
  });
  useEffect(() => {
    if (messages.length === 0) selection.end(); // what was chosen is gone
  }, [messages.length]);
  return (
    <header class="bar selecting" aria-label={t.selection}>
      <h2 role="status">{t.selected(messages.length)}</h2>
      {messages.length <= FORWARDED && messages.every((message) => rightsIn(conversation, messenger.state, message).forward) && (
        <button
          class="icon-button"
          aria-label={t.forward}
          title={t.forward}
          onClick={() => {
            end();
            talk.ask({ kind: "forward", seqs: messages.map((message) => message.seq) });
          }}
        >
          <Icon name="forward" />
        </button>
      )}
      <button
        class="icon-button"
        aria-label={t.copyText}
        title={t.copyText}
        onClick={() => void copy(asText(messenger.state, messages)).then(end)}
      >
        <Icon name="copy" />
      </button>
      <button
        class="icon-button"
        aria-label={t.deleteMessage}
        title={t.deleteMessage}
        onClick={() => {
          end();
          talk.ask({ kind: "delete", seqs: messages.map((message) => message.seq) });
        }}
      >
        <Icon name="trash-2" />
      </button>
      <button class="icon-button" aria-label={t.endSelection} title={t.endSelection} onClick={end}>
        <Icon name="x" />
      </button>
    </header>
  );
}
