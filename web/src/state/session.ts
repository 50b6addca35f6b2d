import { Connection, type ConnectionListener, type Phase, type TokenSource } from "../protocol/connection.ts";
import type { EventFrame, HelloReply, LogFrame } from "../protocol/frames.ts";
import type { TransportName } from "../protocol/transport.ts";
import type { Archive } from "./archive.ts";
import { CatchUp, type Request } from "./catchUp.ts";
import { DeedDelivery } from "./deedDelivery.ts";
import type { DraftDelivery } from "./draftDelivery.ts";
import { Delivery } from "./delivery.ts";
import { expiredBy } from "./events/expire.ts";
import { typingEnded } from "./events/typing.ts";
import type { State } from "./model.ts";
import { OwnMarks } from "./ownMarks.ts";
import { reduce } from "./reduce.ts";
import { Store } from "./store.ts";

const AWAY_MS = 60_000;
/** A list that couldn't be read is read again after this. */
const AGAIN_MS = 5_000;

/** What the session asks of those who know the REST lists: a list that was read is no longer due. */
export interface Lists {
  account(rev: number): Promise<void>;
  conversations(): Promise<void>;
}

/**
 * One signed-in user on this page: feeds what the server says through the reducers, and sets the
 * outbox, the marks and the catching up going when the connection is live.
 */
export class Session implements ConnectionListener {
  readonly store: Store<State>;
  readonly connection: Connection;
  readonly delivery: Delivery;
  readonly deeds: DeedDelivery;
  readonly catchUp: CatchUp;
  readonly marks: OwnMarks;
  lists: Lists | undefined;
  drafts: DraftDelivery | undefined;
  readonly #archive: Archive | undefined;
  readonly #onSignedOut: () => void;
  readonly #stops: (() => void)[] = [];
  #attention = { visible: true, online: true };
  #away: ReturnType<typeof setTimeout> | undefined;
  readonly #reading = new Set<keyof Lists>();
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(state: State, tokens: TokenSource, archive: Archive | undefined, onSignedOut: () => void) {
    this.store = new Store(expiredBy(state, Date.now()));
    this.#archive = archive;
    this.#onSignedOut = onSignedOut;
    this.connection = new Connection(this, tokens);
    const connection = this.connection;
    const request = connection.request.bind(connection) as Request;
    this.catchUp = new CatchUp(this.store, request);
    this.marks = new OwnMarks(this.store, (command) => connection.tell(command));
    this.delivery = new Delivery(
      this.store,
      (command) => connection.request(command),
      (conversation) => this.catchUp.look(conversation),
      (conversation) => this.drafts?.isBusy(conversation) ?? false,
    );
    this.deeds = new DeedDelivery(this.store, request, (conversation) => this.catchUp.look(conversation));
  }

  start(): void {
    this.#stops.push(this.store.subscribe(() => this.#archive?.saveSoon(this.store.value)));
    this.#stops.push(this.store.subscribe(() => this.drafts?.look()));
    const timer = setInterval(() => this.store.update((state) => passed(state, Date.now())), 1_000);
    this.#stops.push(() => clearInterval(timer));
    this.connection.start();
  }

  /** Whether anybody looks at any tab, and whether there is a network as far as the browser knows. */
  attend({ visible, online }: { visible: boolean; online: boolean }): void {
    const before = this.#attention;
    this.#attention = { visible, online };
    if (before.online && !online) this.connection.lost();
    if (!before.online && online) this.connection.nudge();
    if (before.visible !== visible) this.#looked();
  }

  async stop(): Promise<void> {
    this.connection.stop();
    const kept = this.kept();
    for (const stop of this.#stops.splice(0)) stop();
    clearTimeout(this.#away);
    clearTimeout(this.#again);
    await kept;
  }

  /** Resolves when all that there is now is kept on this device, as far as it keeps anything. What has stopped may be wiped by now. */
  async kept(): Promise<void> {
    if (this.#stops.length > 0) await this.#archive?.flush(this.store.value).catch(notKept);
  }

  /** Comes back after the server, or another window, told this one to stop. */
  resume(): void {
    this.store.update((state) => ({
      ...state,
      session: undefined,
      link: { ...state.link, stopped: undefined },
    }));
    this.connection.start();
    this.connection.nudge();
  }

  resumeFrom() {
    const { cursor, epoch, session } = this.store.value;
    return { ...(cursor && { cursor }), ...(epoch && { epoch }), ...(session && { session }) };
  }

  greeted(reply: HelloReply): void {
    const session = typeof reply.session === "string" ? reply.session : reply.session?.id;
    this.store.update((state) => ({
      ...continued(state, reply),
      me: { ...state.me, ...reply.user },
      users: new Map(state.users).set(reply.user.id, { ...state.users.get(reply.user.id), ...reply.user }),
      device: reply.device,
      session,
      epoch: reply.epoch,
      syncing: [],
      presence: new Map(), // those who are here are told afresh, also to a session that goes on
      textLength: reply.limits?.textLength ?? state.textLength,
      receiptMembers: reply.limits?.receiptMembers ?? state.receiptMembers,
      features: reply.features ?? [],
    }));
  }

  event(frame: EventFrame): void {
    this.store.update((state) => reduce(state, frame, Date.now()));
    if (frame.type === "synced") this.#readLists();
    else if ("rev" in frame) this.#changed(frame);
    else if (frame.type === "sync") this.#look(frame.conversation.id);
  }

  phase(phase: Phase, transport: TransportName): void {
    this.store.update((state) => ({
      ...state,
      link: { ...state.link, phase, transport, since: Date.now() },
      // What others do right now is not known while nobody tells it.
      typing: phase === "offline" ? new Map<string, Map<string, number>>() : state.typing,
    }));
    const live = phase === "live";
    this.catchUp.goLive(live);
    this.marks.goLive(live);
    this.delivery.goLive(live);
    this.deeds.goLive(live);
    this.drafts?.goLive(live);
    if (live) this.#looked();
  }

  stopped(code: number): void {
    if (code === 4401) return this.#onSignedOut();
    this.store.update((state) => ({ ...state, link: { ...state.link, stopped: code } }));
  }

  /** Reads the lists that are due. */
  #readLists(): void {
    const { listing, accountDue } = this.store.value;
    if (accountDue !== undefined) void this.#read("account", accountDue);
    if (listing) void this.#read("conversations", 0);
  }

  async #read(list: keyof Lists, rev: number): Promise<void> {
    if (this.#reading.has(list)) return;
    this.#reading.add(list);
    await this.lists?.[list](rev).catch(notRead);
    this.#reading.delete(list);
    const { listing, accountDue, link } = this.store.value;
    if (link.phase !== "live" || !(listing || accountDue !== undefined)) return;
    clearTimeout(this.#again);
    this.#again = setTimeout(() => this.#readLists(), AGAIN_MS);
  }

  #changed(frame: EventFrame & { rev?: number }): void {
    const id = (frame as LogFrame).conversation;
    if (id !== this.store.value.account.id) this.#look(id);
  }

  #look(id: string): void {
    this.catchUp.look(id);
    this.marks.received(id);
  }

  /** Away after a minute out of sight, so that another device or a notice reaches this user. */
  #looked(): void {
    clearTimeout(this.#away);
    if (this.#attention.visible) {
      this.connection.nudge();
      this.connection.tell({ type: "presence", state: "online" });
    } else {
      this.#away = setTimeout(() => this.connection.tell({ type: "presence", state: "away" }), AWAY_MS);
    }
  }
}

/** What still holds by a greeting. Another epoch's log is not continued, and its account begins anew. */
function continued(state: State, { account, epoch }: HelloReply): State {
  const same = epoch === state.epoch;
  const accountDue = same && account.rev <= state.account.rev ? state.accountDue : account.rev;
  const now = { ...state, account: { id: account.id, rev: same ? state.account.rev : 0 }, accountDue };
  if (same) return now;
  const conversations = new Map([...state.conversations].map(([id, one]) => [id, { ...one, held: [] }]));
  return { ...now, conversations, unknown: new Map() };
}

/** What time alone ends: typing, and messages with a time of their own. */
function passed(state: State, now: number): State {
  return expiredBy(typingEnded(state, now), now);
}

function notKept(failure: unknown): void {
  console.warn("parley: not kept on this device", failure);
}

/** A list that couldn't be read stays due. */
function notRead(failure: unknown): void {
  console.warn("parley: a list was not read", failure);
}
