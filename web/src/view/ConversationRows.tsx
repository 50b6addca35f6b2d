import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { ConversationMenu } from "./ConversationMenu.tsx";
import { ConversationRow } from "./ConversationRow.tsx";
import { useMessenger } from "./context.ts";
import type { RowState } from "./rowFace.ts";
import { useContextMenu } from "./useContextMenu.ts";
import { useListKeys } from "./useListKeys.ts";
import { useRowWindow } from "./useRowWindow.ts";
import { useWide } from "./useWide.ts";

const HEIGHT = 68;
const HEIGHT_PHONE = 72;
const REST_MS = 200;

interface ConversationRowsProps {
  scroller: RefObject<HTMLElement>;
  chats: Conversation[];
  state: RowState;
  open?: string;
}

/** The rows of the list that are near the reader, of however many there are. */
export function ConversationRows({ scroller, chats, state, open }: ConversationRowsProps) {
  const list = useRef<HTMLUListElement>(null);
  const height = useWide(720) ? HEIGHT : HEIGHT_PHONE;
  const window = useRowWindow(scroller, list, chats.length, height);
  const keys = useListKeys(list, chats.map(({ id }) => id), window, open);
  const menu = useContextMenu((element) => element.closest<HTMLElement>("[data-key]")?.dataset.key);
  const shown = chats.slice(window.start, window.end);
  useLastMessages(shown);
  const pressed = menu.open && chats.find((chat) => chat.id === menu.open!.of);
  return (
    <>
      <ul class="rows" ref={list} {...menu.handlers} {...keys.handlers}>
        {shown.map((chat) => (
          <li key={chat.id} aria-setsize={chats.length} aria-posinset={chats.indexOf(chat) + 1}>
            <ConversationRow conversation={chat} state={state} open={chat.id === open} stop={chat.id === keys.stop} />
          </li>
        ))}
      </ul>
      {pressed && <ConversationMenu conversation={pressed} at={menu.open!.at} onClose={menu.close} />}
    </>
  );
}

/** Rows that are looked at and have no message yet (they were listed over REST) get their last ones. */
function useLastMessages(shown: Conversation[]): void {
  const messenger = useMessenger();
  const lacking = shown
    .filter((chat) => chat.messages.length === 0 && !chat.complete)
    .map((chat) => chat.id)
    .join(" ");
  useEffect(() => {
    if (lacking === "") return;
    const timer = setTimeout(() => {
      for (const id of lacking.split(" ")) messenger.older(id).catch(() => undefined);
    }, REST_MS);
    return () => clearTimeout(timer);
  }, [lacking]);
}
