import type {
  ContactState,
  ConversationRules,
  Id,
  Kind,
  LogFrame,
  MessageFrame,
  Poll,
  PresenceState,
  Reaction,
  Role,
  ThreadReplies,
  Time,
  User,
} from "../protocol/frames.ts";
import type { Phase } from "../protocol/connection.ts";
import type { TransportName } from "../protocol/transport.ts";
import type { Deed } from "./deeds.ts";
import type { Draft } from "./drafts.ts";
import type { Schedule } from "./schedule.ts";
import type { SystemLine } from "./events/line.ts";

/** A message in its present state, as far as this client was told. */
export interface Message {
  seq: number;
  rev: number;
  /** Every change up to this rev is in here already. */
  asOf: number;
  from: Id;
  at: Time;
  text: string;
  format?: string;
  replyTo?: number;
  /** The message that began the thread in which this one is. */
  thread?: number;
  mentions?: string[];
  forwardedFrom?: string;
  expiresAt?: Time;
  key?: string;
  gone?: "deleted" | "expired";
  editedAt?: Time;
  pinned?: boolean;
  /** What was answered in the thread that it begins. */
  replies?: ThreadReplies;
  reactions: Reaction[];
  /** What it asks, and how it stands. */
  poll?: StandingPoll;
  /** Changed here in a way that the server hasn't confirmed yet. Only in what a tab shows. */
  waiting?: boolean;
  /** A change made here that the server refused. Only in what a tab shows. */
  refused?: Deed;
}

export type StandingPoll = Poll & Required<Pick<Poll, "counts" | "mine">>;

/** Older messages away from the newest ones, without a gap among themselves: where somebody looked. */
export interface Island {
  messages: Message[];
  /** It begins where the conversation begins for this user. */
  complete: boolean;
}

export interface Marks {
  received: number;
  read: number;
}

/** `permissions`: the lowest role that may do what, as the server told; without it what holds for the kind. */
export interface Conversation extends ConversationRules {
  id: Id;
  kind: Kind;
  title: string;
  description: string;
  peer?: Id;
  members: number;
  role: Role;
  muted: boolean;
  pinned: boolean;
  archived: boolean;
  /** A stranger's, who waits for this user's answer and is told nothing until then. */
  request?: boolean;
  updatedAt?: Time;
  visibleFrom: number;
  lastSeq: number;
  unread: number;
  unreadMentions: number;
  /** The first unread message that names this user, as far as the server told. */
  firstMention?: number;
  /** This user's own marks. */
  received: number;
  read: number;
  receipts: Record<Id, Marks>;
  /** Every change up to this rev was applied; below `lastRev` while catching up. */
  rev: number;
  lastRev: number;
  /** The rev as of which the title, the members and the role were told; older changes are in them. */
  toldRev: number;
  /** The newest messages, by seq, as one stretch up to `rev`. */
  messages: Message[];
  /** Where somebody looked further back, by seq; none touches another or the newest messages. */
  islands?: Island[];
  /** Single messages that are quoted or pinned, by seq, so that they can be shown wherever they are. */
  aside?: Message[];
  /** What is pinned as of a rev, oldest first; not known until somebody asked. */
  pins?: { asOf: number; seqs: number[] };
  /** What happened besides messages, as far as this client saw it happen. */
  lines?: SystemLine[];
  /** `messages` begins where the conversation begins for this user. */
  complete: boolean;
  /** Changes that came ahead of a gap, until the gap is filled. */
  held: LogFrame[];
}

/** A message on its way: waiting for its `ok`, or refused by the server. */
export interface Outgoing {
  key: string;
  conversation: Id;
  text: string;
  format: string;
  replyTo?: number;
  thread?: number;
  mentions?: string[];
  expiresInS?: number;
  poll?: Poll;
  /** The message of which it is a copy, and who wrote that first. */
  forward?: { conversation: Id; seq: number };
  forwardedFrom?: string;
  at: Time;
  /** Order among this device's own sends. */
  order: number;
  refused?: { code: string; message: string };
}

export interface Presence {
  state: PresenceState;
  lastSeenAt?: Time;
}

export interface Link {
  phase: Phase;
  transport: TransportName;
  /** When the present phase began, ms of this device's clock. */
  since: number;
  /** Set when the server said not to come back: the close code. */
  stopped?: number;
}

export interface State {
  me?: User;
  device?: Id;
  session?: Id;
  epoch?: string;
  cursor?: string;
  account: { id?: Id; rev: number };
  /** There are more conversations than the sync brought: their list is to be read over REST. */
  listing?: true;
  /** Contacts and blocks are to be read over REST, to hold as of this rev of the account at least. */
  accountDue?: number;
  link: Link;
  /** The conversations of the sync under way, to tell after a reset which ones are no more. */
  syncing?: Id[];
  conversations: Map<Id, Conversation>;
  /** Changes of conversations that this client doesn't hold yet. */
  unknown: Map<Id, LogFrame[]>;
  users: Map<Id, User>;
  presence: Map<Id, Presence>;
  /** Who types where, and until when, ms of this device's clock. */
  typing: Map<Id, Map<Id, number>>;
  contacts: Map<Id, ContactState>;
  blocks: Set<Id>;
  /** Who asks to be let into conversations whose requests this user may answer, as far as it was told. */
  asking: Map<Id, Id[]>;
  /** Conversations into which this user asked to be let, and whether that was refused. */
  asked: Map<Id, "asked" | "rejected">;
  outbox: Outgoing[];
  /** Changes of messages that were made here and aren't confirmed. */
  deeds: Deed[];
  /** What is written and not sent, by place. */
  drafts: Map<string, Draft>;
  /** What waits to be sent later, by conversation, where somebody asked or was told. */
  scheduled: Map<Id, Schedule>;
  /**
   * Own marks given since the last cursor, and since the one before it: a crash of the server may lose
   * them, so they are given again after a reconnect.
   */
  marks: Map<Id, Marks>;
  marksBefore: Map<Id, Marks>;
  textLength: number;
  receiptMembers: number;
  /** What the server says that it can do besides what all can. */
  features: string[];
}

export function emptyState(): State {
  return {
    account: { rev: 0 },
    link: { phase: "offline", transport: "websocket", since: 0 },
    conversations: new Map(),
    unknown: new Map(),
    users: new Map(),
    presence: new Map(),
    typing: new Map(),
    contacts: new Map(),
    blocks: new Set(),
    asking: new Map(),
    asked: new Map(),
    outbox: [],
    deeds: [],
    drafts: new Map(),
    scheduled: new Map(),
    marks: new Map(),
    marksBefore: new Map(),
    textLength: 5000,
    receiptMembers: 50,
    features: [],
  };
}

/** A message as the server told it, which is up to date as of `asOf`. */
export function messageOf(frame: MessageFrame, asOf: number): Message {
  return {
    seq: frame.seq,
    rev: frame.rev,
    asOf: Math.max(asOf, frame.rev),
    from: frame.from,
    at: frame.at,
    text: frame.gone ? "" : (frame.text ?? ""),
    format: frame.format,
    replyTo: frame.replyTo ?? undefined,
    thread: frame.thread ?? undefined,
    mentions: frame.gone ? undefined : frame.mentions,
    forwardedFrom: frame.forwardedFrom?.name,
    expiresAt: frame.expiresAt ?? undefined,
    key: frame.key,
    gone: frame.gone,
    editedAt: frame.editedAt ?? undefined,
    pinned: frame.pinned || undefined,
    replies: frame.replies,
    reactions: frame.gone ? [] : (frame.reactions ?? []),
    poll: frame.gone || !frame.poll ? undefined : standing(frame.poll),
  };
}

/** A poll that is told as it was sent has no votes yet. */
function standing(poll: Poll): StandingPoll {
  return { ...poll, counts: poll.counts ?? poll.options.map(() => 0), mine: poll.mine ?? [] };
}

/** A copy of the map with one entry set; maps in the state are never changed in place. */
export function withEntry<K, V>(map: ReadonlyMap<K, V>, key: K, value: V): Map<K, V> {
  return new Map(map).set(key, value);
}

export function withoutEntry<K, V>(map: Map<K, V>, key: K): Map<K, V> {
  if (!map.has(key)) return map;
  const copy = new Map(map);
  copy.delete(key);
  return copy;
}
