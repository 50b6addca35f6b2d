import { outgoingIn, tickOf, type Tick } from "../state/selectors.ts";
import { draftIn } from "../state/drafts.ts";
import type { Conversation, State } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { clean, nameOf, titleOf } from "./names.ts";
import { excerpt } from "./richText.ts";
import { goneText, saidIn } from "./SaidBubble.tsx";
import { shortTime } from "./time.ts";

/** What a row of the list says of its conversation. */
export interface RowFace {
  title: string;
  /** The other one is a guest. */
  guest: boolean;
  at?: string;
  tick?: Tick;
  preview: { kind: "failed" | "typing" | "draft" | "said"; who?: string; text: string };
}

export type RowState = Pick<State, "users" | "me" | "outbox" | "drafts" | "scheduled" | "typing" | "receiptMembers">;

/** Not sent, typing, draft, or the last message: the first of these that there is. */
export function rowFace(state: RowState, conversation: Conversation, open: boolean): RowFace {
  const outgoing = outgoingIn(state.outbox, conversation.id);
  const last = conversation.messages.at(-1);
  const waiting = outgoing.at(-1);
  return {
    title: titleOf(state, conversation),
    guest: conversation.kind === "direct" && (state.users.get(conversation.peer ?? "")?.guest ?? false),
    at: waiting?.at ?? last?.at ?? conversation.updatedAt,
    tick: tickIn(state, conversation, waiting),
    preview: previewOf(state, conversation, open, outgoing),
  };
}

function tickIn(state: RowState, conversation: Conversation, waiting: RowState["outbox"][number] | undefined) {
  if (waiting) return waiting.refused ? "refused" : "waiting";
  const last = conversation.messages.at(-1);
  if (!last || last.gone || last.from !== state.me?.id) return undefined;
  return tickOf(conversation, last.seq, state.me?.id, state.receiptMembers);
}

function previewOf(
  state: RowState,
  conversation: Conversation,
  open: boolean,
  outgoing: RowState["outbox"],
): RowFace["preview"] {
  const { id, messages, kind } = conversation;
  const refused = outgoing.find((entry) => entry.refused);
  if (refused) return { kind: "failed", who: t.notSent, text: excerpt(refused.text) };
  const unsent = state.scheduled.get(id)?.items.find((item) => item.state === "failed");
  if (unsent && !open) return { kind: "failed", who: t.notSent, text: excerpt(unsent.text ?? "") };
  if ((state.typing.get(id)?.size ?? 0) > 0) return { kind: "typing", text: t.typing };
  const draft = draftIn(state, id);
  if (draft && !open) return { kind: "draft", who: t.draft, text: excerpt(draft.text) };
  const group = kind !== "direct";
  const waiting = outgoing.at(-1);
  if (waiting) return { kind: "said", who: group ? t.youPrefix : undefined, text: excerpt(waiting.text) };
  const last = messages.at(-1);
  if (!last) return { kind: "said", text: group ? clean(conversation.description) : "" };
  if (last.gone) return { kind: "said", text: goneText(last.gone, last.from === state.me?.id) };
  return { kind: "said", who: group ? authorOf(state, last.from) : undefined, text: excerpt(saidIn(last)) };
}

function authorOf(state: RowState, from: string): string {
  if (from === state.me?.id) return t.youPrefix;
  return `${nameOf(state.users.get(from)).split(" ")[0]}:`;
}

/** The whole row as one sentence: name, what is unread, what was said, when. */
export function spokenRow({ title, guest, at, tick, preview }: RowFace, conversation: Conversation): string {
  const { unread, unreadMentions, muted, pinned } = conversation;
  return [
    title,
    guest && t.guest,
    unread > 0 && t.unread(unread),
    unreadMentions > 0 && t.mentioned,
    muted && t.muted,
    pinned && t.pinnedChat,
    [preview.who, preview.text].filter(Boolean).join(" "),
    tick && t.ticks[tick],
    at && shortTime(at),
  ]
    .filter(Boolean)
    .join(", ");
}
