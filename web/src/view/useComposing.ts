import { useLayoutEffect, useRef } from "preact/hooks";
import { heldMessage } from "../state/events/places.ts";
import type { Conversation } from "../state/model.ts";
import { useMessenger } from "./context.ts";
import { touch } from "./focus.ts";
import { rightsIn } from "./messageRights.ts";
import { useTalk, type Composing } from "./talk.ts";

/** Shift+Tab goes from the field to the messages, past what stands before it in the composer. */
function enterLog(event: KeyboardEvent): boolean {
  const pane = (event.target as HTMLElement).closest(".pane");
  const stop = pane?.querySelector<HTMLElement>("[role=log] [data-key][tabindex='0']");
  if (!stop) return false;
  event.preventDefault();
  stop.focus();
  return true;
}

/** What one wrote and put aside to edit a message, by place. */
const setAside = new Map<string, string>();

/** What the composer does besides new messages: it answers one, or edits one of one's own. */
export function useComposing(
  conversation: Conversation,
  composing: Composing | undefined,
  place: string,
  text: string,
  write: (text: string) => void,
  focus: () => void,
) {
  const messenger = useMessenger();
  const talk = useTalk();
  const begun = useRef<Composing | undefined>(undefined);
  const editing = composing?.mode === "edit" ? composing.seq : undefined;

  useLayoutEffect(() => {
    const before = begun.current;
    begun.current = composing;
    if (before === composing) return;
    if (before?.mode === "edit" && editing === undefined) {
      write(setAside.get(place) ?? "");
      setAside.delete(place);
    } else if (editing !== undefined) {
      if (!setAside.has(place)) setAside.set(place, text);
      write(heldMessage(conversation, editing)?.text ?? "");
    }
    if (composing && (!touch.matches || editing !== undefined || before !== undefined)) focus();
  }, [composing]);

  const own = (): number | undefined => {
    const me = messenger.state.me?.id;
    const mine = conversation.messages.findLast((message) => message.from === me && !message.gone);
    return mine && rightsIn(conversation, messenger.state, mine).edit ? mine.seq : undefined;
  };
  return {
    editing,
    replying: composing?.mode === "reply" ? composing.seq : undefined,
    /** What is kept as a draft: what one edits isn't. */
    draft: () => (editing === undefined ? text : (setAside.get(place) ?? "")),
    end: () => talk.compose(undefined),
    /** Escape ends it; Up in an empty field edits one's last message, Ctrl+Up answers the last of the others. */
    onKeyDown: (event: KeyboardEvent): boolean => {
      if (event.key === "Tab" && event.shiftKey) return enterLog(event);
      if (event.key === "Escape" && composing) talk.compose(undefined);
      else if (event.key === "ArrowUp" && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
        const me = messenger.state.me?.id;
        const last = conversation.messages.findLast((message) => message.from !== me && !message.gone);
        if (!last) return false;
        talk.compose({ mode: "reply", seq: last.seq });
      } else if (event.key === "ArrowUp" && text === "" && !composing && !event.altKey && !event.shiftKey) {
        const seq = own();
        if (seq === undefined) return false;
        talk.compose({ mode: "edit", seq });
      } else return false;
      event.preventDefault();
      return true;
    },
  };
}
