import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Conversation, Message } from "../state/model.ts";
import { heldMessage } from "../state/events/places.ts";
import type { TabMessenger } from "../state/tabs/tab.ts";
import { copy } from "./clipboard.ts";
import { usedEmoji } from "./emoji.ts";
import type { LogItem } from "./logItems.ts";
import { rightsIn } from "./messageRights.ts";
import { go, linkTo } from "./place.ts";

/** What one is doing in the composer besides writing something new. */
export interface Composing {
  mode: "reply" | "edit";
  seq: number;
}

/** What can be open over an open conversation. */
export type TalkDialog =
  | { kind: "readers" | "edits" | "reactors" | "voters" | "closePoll" | "report"; seq: number }
  | { kind: "delete" | "forward"; seqs: number[] }
  | { kind: "picker"; seq: number; opener: HTMLElement | null }
  | { kind: "pins" | "scheduled" };

/** What one does in the conversation that is open. The same object for as long as it is. */
export interface Talk {
  compose: (what: Composing | undefined) => void;
  ask: (dialog: TalkDialog) => void;
  jump: (seq: number) => void;
}

const NOWHERE: Talk = { compose: () => undefined, ask: () => undefined, jump: () => undefined };
export const TalkContext = createContext<Talk>(NOWHERE);
export const useTalk = () => useContext(TalkContext);

/** The named things that can be done with one message, by menu, hover button or key. */
export type Deeds = "reply" | "thread" | "edit" | "copy" | "link" | "forward" | "pin" | "delete" | "react";

/** Does it if one may; false if not. */
export function doWith(
  what: Deeds,
  { item, conversation, messenger, talk, opener }: {
    item: LogItem;
    conversation: Conversation;
    messenger: TabMessenger;
    talk: Talk;
    opener: HTMLElement | null;
  },
): boolean {
  if (item.kind === "outgoing" && what === "copy") {
    void copy(item.entry.text);
    return true;
  }
  if (item.kind !== "message") return false;
  const { message } = item;
  const rights = rightsIn(conversation, messenger.state, message);
  if (!rights[what]) return false;
  const { seq } = message;
  switch (what) {
    case "reply":
    case "edit":
      talk.compose({ mode: what, seq });
      break;
    case "thread":
      go({ tab: "chats", conversation: conversation.id, thread: message.thread ?? seq });
      break;
    case "copy":
      void copy(message.text);
      break;
    case "link":
      void copy(linkTo(conversation.id, seq));
      break;
    case "pin":
      messenger.change(conversation.id, { type: "pin", target: seq, on: !message.pinned });
      break;
    case "forward":
    case "delete":
      talk.ask({ kind: what, seqs: [seq] });
      break;
    case "react":
      talk.ask({ kind: "picker", seq, opener });
      break;
  }
  return true;
}

/** Gives a message an emoji, or takes one's own away. */
export function react(messenger: TabMessenger, conversation: Conversation, seq: number, emoji: string): void {
  const message: Message | undefined = heldMessage(conversation, seq);
  const mine = message?.reactions.find((reaction) => reaction.emoji === emoji)?.mine ?? false;
  if (!mine) usedEmoji(emoji);
  messenger.change(conversation.id, { type: "react", target: seq, emoji, on: !mine });
}
