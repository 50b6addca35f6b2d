import type { Conversation, Message } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import type { LogItem } from "./logItems.ts";
import { Menu, type MenuItem, type MenuPlace } from "./Menu.tsx";
import { rightsIn, type Rights } from "./messageRights.ts";
import { ReactionBar } from "./ReactionBar.tsx";
import { doWith, react, useTalk, type Deeds } from "./talk.ts";

interface MessageMenuProps {
  item: LogItem & { kind: "message" | "outgoing" };
  conversation: Conversation;
  at: MenuPlace;
  /** Where several can be selected. */
  onSelect?: (key: string) => void;
  onClose: () => void;
}

/** The keys that do the same while a message has the focus. */
export const KEYS: Record<Deeds, string> = { reply: "R", thread: "T", edit: "E", copy: "C", link: "L", forward: "F", pin: "P", delete: "Del", react: "+" };

/** What can be done with one message now. */
export function MessageMenu({ item, conversation, at, onSelect, onClose }: MessageMenuProps) {
  const messenger = useMessenger();
  const talk = useTalk();
  const me = useParley((state) => state.me?.id);
  const limit = useParley((state) => state.receiptMembers);
  const act = (what: Deeds) => void doWith(what, { item, conversation, messenger, talk, opener: at.opener });
  if (item.kind === "outgoing") {
    const { key, refused } = item.entry;
    const items: MenuItem[] = [{ icon: "copy", label: t.copyText, hint: KEYS.copy, act: () => act("copy") }];
    if (refused) {
      items.push({ icon: "refresh-cw", label: t.retry, act: () => void messenger.retry(key) });
      items.push({ icon: "trash-2", label: t.discard, destructive: true, apart: true, act: () => void messenger.discard(key) });
    }
    return <Menu label={t.messageActions} items={items} at={at} onClose={onClose} />;
  }
  const { message } = item;
  const rights = rightsIn(conversation, messenger.state, message);
  const items = itemsOf(message, rights, act);
  if (onSelect && isSelectable(item)) items.push({ icon: "square-check", label: t.select, hint: "S", act: () => onSelect(item.key) });
  if (message.reactions.length > 0) {
    items.push({ icon: "smile", label: t.whoReacted, act: () => talk.ask({ kind: "reactors", seq: message.seq }) });
  }
  if (item.own && conversation.kind === "group" && !message.gone) {
    const known = conversation.members <= limit;
    const label = known ? t.readByCount(readersOf(conversation, message.seq, me), conversation.members - 1) : t.readBy;
    items.push({ icon: "eye", label, act: () => talk.ask({ kind: "readers", seq: message.seq }) });
  }
  if (rights.close) items.push({ icon: "lock", label: t.closePoll, act: () => talk.ask({ kind: "closePoll", seq: message.seq }) });
  if (!item.own && !message.gone) {
    items.push({ icon: "flag", label: t.report, apart: true, act: () => talk.ask({ kind: "report", seq: message.seq }) });
  }
  const erase = { icon: "trash-2", hint: KEYS.delete, destructive: true, apart: true, act: () => act("delete") };
  items.push({ ...erase, label: rights.deleteForAll ? t.deleteMessage : t.deleteForMe });
  return (
    <Menu label={t.messageActions} items={items} at={at} onClose={onClose} floating={rights.react}>
      {rights.react && (
        <ReactionBar
          message={message}
          onReact={(emoji) => {
            onClose();
            react(messenger, conversation, message.seq, emoji);
          }}
          onMore={() => {
            onClose();
            act("react");
          }}
        />
      )}
    </Menu>
  );
}

function itemsOf(message: Message, rights: Rights, act: (what: Deeds) => void): MenuItem[] {
  const rows: [Deeds, string, string][] = [
    ["reply", "reply", t.reply],
    ["thread", "messages-square", message.replies || message.thread ? t.thread : t.replyInThread],
    ["edit", "pencil", t.edit],
    ["forward", "forward", t.forward],
    ["copy", "copy", t.copyText],
    ["link", "link", t.copyLink],
    ["pin", message.pinned ? "pin-off" : "pin", message.pinned ? t.unpin : t.pin],
  ];
  return rows
    .filter(([what]) => rights[what])
    .map(([what, icon, label]) => ({ icon, label, hint: KEYS[what], act: () => act(what) }));
}

/** What the server has and that still says something; what can be done with several at once begins with it. */
export function isSelectable(item: LogItem): boolean {
  return item.kind === "message" && !item.message.gone;
}

function readersOf(conversation: Conversation, seq: number, me: string | undefined): number {
  return Object.entries(conversation.receipts).filter(([user, marks]) => user !== me && marks.read >= seq).length;
}
