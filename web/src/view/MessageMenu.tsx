import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { copy } from "./clipboard.ts";
import { useMessenger, useParley } from "./context.ts";
import type { LogItem } from "./logItems.ts";
import { Menu, type MenuItem, type MenuPlace } from "./Menu.tsx";

interface MessageMenuProps {
  item: LogItem & { kind: "message" | "outgoing" };
  conversation: Conversation;
  at: MenuPlace;
  onReaders: (seq: number) => void;
  onSelect: (key: string) => void;
  onClose: () => void;
}

/** What can be done with one message now. */
export function MessageMenu({ item, conversation, at, onReaders, onSelect, onClose }: MessageMenuProps) {
  const messenger = useMessenger();
  const me = useParley((state) => state.me?.id);
  const limit = useParley((state) => state.receiptMembers);
  const items: MenuItem[] = [];
  const text = textOf(item);
  if (text !== undefined) items.push({ icon: "copy", label: t.copyText, hint: "C", act: () => void copy(text) });
  if (isSelectable(item)) items.push({ icon: "square-check", label: t.select, hint: "S", act: () => onSelect(item.key) });
  if (item.kind === "message" && item.own && conversation.kind === "group" && !item.message.gone) {
    const others = conversation.members - 1;
    const known = conversation.members <= limit;
    const label = known ? t.readByCount(readersOf(conversation, item.message.seq, me), others) : t.readBy;
    items.push({ icon: "eye", label, act: () => onReaders(item.message.seq) });
  }
  if (item.kind === "outgoing" && item.entry.refused) {
    const { key } = item.entry;
    items.push({ icon: "refresh-cw", label: t.retry, act: () => messenger.retry(key) });
    items.push({ icon: "trash-2", label: t.discard, destructive: true, apart: true, act: () => messenger.discard(key) });
  }
  if (items.length === 0) return null;
  return <Menu label={t.messageActions} items={items} at={at} onClose={onClose} />;
}

/** What the server has and that still says something; what can be done with several at once begins with it. */
export function isSelectable(item: LogItem): boolean {
  return item.kind === "message" && !item.message.gone;
}

/** The text of a message, if it has one that can be taken along. */
export function textOf(item: LogItem): string | undefined {
  if (item.kind === "outgoing") return item.entry.text;
  return item.kind === "message" && !item.message.gone ? item.message.text : undefined;
}

function readersOf(conversation: Conversation, seq: number, me: string | undefined): number {
  return Object.entries(conversation.receipts).filter(([user, marks]) => user !== me && marks.read >= seq).length;
}
