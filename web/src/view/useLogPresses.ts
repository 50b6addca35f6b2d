import { useRef, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { useMessenger } from "./context.ts";
import type { LogItem } from "./logItems.ts";
import { isSelectable } from "./MessageMenu.tsx";
import { rightsIn } from "./messageRights.ts";
import { voteFor } from "./polls.ts";
import { doWith, react, useTalk } from "./talk.ts";
import { swipes } from "./swipes.ts";
import type { Selection } from "./useSelection.ts";

interface RowMenu {
  openUnder: (element: HTMLElement) => void;
  handlers: { onClickCapture: (event: MouseEvent) => void; onContextMenu: (event: MouseEvent) => void };
}

/** What a press on something in the log does: its parts say in `data-do` what they are for. */
export function useLogPresses(items: LogItem[], conversation: Conversation, selection: Selection, menu: RowMenu) {
  const messenger = useMessenger();
  const talk = useTalk();
  const itemAt = (element: HTMLElement) => {
    const key = element.closest<HTMLElement>("[data-key]")?.dataset.key;
    return items.find((item) => item.key === key);
  };
  const onClick = (event: MouseEvent) => {
    const part = (event.target as HTMLElement).closest<HTMLElement>("[data-do]");
    const item = part && itemAt(part);
    if (!part || !item || item.kind !== "message") return;
    const { seq } = item.message;
    switch (part.dataset.do) {
      case "jump":
        return talk.jump(Number(part.dataset.to));
      case "edits":
        return talk.ask({ kind: "edits", seq });
      case "chip":
        return react(messenger, conversation, seq, part.dataset.emoji!);
      case "vote":
        if (rightsIn(conversation, messenger.state, item.message).vote) voteFor(messenger, conversation.id, item.message, Number(part.dataset.option));
        return;
      case "withdraw":
        return messenger.change(conversation.id, { type: "vote", target: seq, options: [] });
      case "voters":
        return talk.ask({ kind: "voters", seq });
      case "thread":
        return void doWith("thread", { item, conversation, messenger, talk, opener: part });
      case "more":
        return menu.openUnder(part);
      case "reply":
        return void doWith("reply", { item, conversation, messenger, talk, opener: part });
      case "react":
        return void doWith("react", { item, conversation, messenger, talk, opener: part });
    }
  };
  /** Who gave an emoji: by right-click and long press on it. */
  const onContextMenu = (event: MouseEvent) => {
    const chip = (event.target as HTMLElement).closest<HTMLElement>("[data-do=chip]");
    const item = chip && itemAt(chip);
    if (item?.kind !== "message") return menu.handlers.onContextMenu(event);
    event.preventDefault();
    talk.ask({ kind: "reactors", seq: item.message.seq });
  };
  /** While one selects, a click anywhere on a row takes it in or out, and does nothing else. */
  const choose = (event: MouseEvent) => {
    menu.handlers.onClickCapture(event);
    if (event.defaultPrevented) return;
    event.preventDefault();
    event.stopPropagation();
    const item = itemAt(event.target as HTMLElement);
    if (item && isSelectable(item)) selection.toggle(item.key);
  };
  const answerable = (key: string) => {
    const item = items.find((one) => one.key === key);
    return !selection.keys && item?.kind === "message" && rightsIn(conversation, messenger.state, item.message).reply;
  };
  const answer = (key: string) => {
    const item = items.find((one) => one.key === key);
    if (item) doWith("reply", { item, conversation, messenger, talk, opener: null });
  };
  const latest = useRef({ answerable, answer });
  latest.current = { answerable, answer };
  const [touches] = useState(() => swipes((key) => latest.current.answer(key), (key) => latest.current.answerable(key)));
  return { onClick, onContextMenu, ...touches, ...(selection.keys && { onClickCapture: choose }) };
}
