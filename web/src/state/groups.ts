import type { ConversationRules, Head, Id, Permission, Role, Time, User } from "../protocol/frames.ts";
import { callRest } from "../protocol/rest.ts";
import type { Tokens } from "../protocol/tokens.ts";
import { onHead } from "./events/head.ts";
import { withAsking } from "./events/joinRequest.ts";
import { dropped } from "./events/log.ts";
import { withUsers } from "./events/users.ts";
import type { Invitation } from "./invitations.ts";
import { withEntry, type State } from "./model.ts";
import type { Session } from "./session.ts";

export interface Member {
  user: User;
  role: Role;
}

/** Someone who can't come back, until a time or for good. */
export interface Ban {
  user: User;
  by: Id;
  at: Time;
  until?: Time | null;
  reason?: string | null;
}

export interface JoinRequest {
  user: User;
  at: Time;
}

/** What an owner or admin sets; what isn't given stays. */
export interface GroupChange extends Omit<ConversationRules, "permissions"> {
  title?: string;
  description?: string;
  permissions?: Partial<Record<Permission, Role>>;
}

/** Whether someone who asked to join belongs now, or waits to be let in. */
export type Joined = "belongs" | "waits";

/** What a signed-in person can do with groups and channels: with those who belong, and with those who may come. */
export class Groups {
  readonly #session: Session;
  readonly #tokens: Tokens;

  constructor(session: Session, tokens: Tokens) {
    this.#session = session;
    this.#tokens = tokens;
  }

  /** Only owners and admins write in a channel. */
  async create(title: string, members: Id[], kind: "group" | "channel" = "group"): Promise<Id> {
    const head = await this.#rest<Head>("POST", "v1/conversations", { kind, title, members });
    this.#update((state) => onHead(state, head));
    return head.id;
  }

  async change(group: Id, change: GroupChange): Promise<void> {
    const head = await this.#rest<Head>("PATCH", `v1/conversations/${group}`, change);
    this.#update((state) => onHead(state, head));
  }

  /** Ends it for everyone, with all that was said. */
  async end(group: Id): Promise<void> {
    await this.#rest("DELETE", `v1/conversations/${group}`);
    this.#update((state) => dropped(state, group));
  }

  /* Who belongs */

  async members(group: Id): Promise<Member[]> {
    const { items } = await this.#rest<{ items: Member[] }>("GET", `v1/conversations/${group}/members?limit=500`);
    this.#update((state) => withUsers(state, items.map((member) => member.user)));
    this.#session.connection.tell({ type: "watch", users: items.map((member) => member.user.id) });
    return items;
  }

  async add(group: Id, users: Id[]): Promise<void> {
    await this.#rest("POST", `v1/conversations/${group}/members`, { users });
  }

  async remove(group: Id, user: Id): Promise<void> {
    await this.#rest("DELETE", `v1/conversations/${group}/members/${user}`);
  }

  async changeRole(group: Id, user: Id, role: Role): Promise<void> {
    await this.#rest("PATCH", `v1/conversations/${group}/members/${user}`, { role });
  }

  async leave(group: Id): Promise<void> {
    await this.#rest("POST", `v1/conversations/${group}/leave`, {});
    this.#update((state) => dropped(state, group));
  }

  /* Who can't come back */

  async bans(group: Id): Promise<Ban[]> {
    const { items } = await this.#rest<{ items: Ban[] }>("GET", `v1/conversations/${group}/bans?limit=1000`);
    return items;
  }

  async ban(group: Id, user: Id, terms: { until?: Time; reason?: string }): Promise<void> {
    await this.#rest("PUT", `v1/conversations/${group}/bans/${user}`, terms);
  }

  async unban(group: Id, user: Id): Promise<void> {
    await this.#rest("DELETE", `v1/conversations/${group}/bans/${user}`);
  }

  /* Who asks to be let in */

  /** Joins, or asks to. Throws a Refusal `not_found` where that isn't possible, or there is nothing. */
  async join(group: Id): Promise<Joined> {
    const head = await this.#rest<Partial<Head>>("POST", `v1/conversations/${group}/join`, {});
    if (head.id === undefined) {
      this.#update((state) => ({ ...state, asked: withEntry(state.asked, group, "asked") }));
      return "waits";
    }
    this.#update((state) => onHead(state, head as Head));
    return "belongs";
  }

  async joinRequests(group: Id): Promise<JoinRequest[]> {
    const path = `v1/conversations/${group}/requests?limit=1000`;
    const { items } = await this.#rest<{ items: JoinRequest[] }>("GET", path);
    const users = items.map((request) => request.user);
    this.#update((state) => withAsking(withUsers(state, users), group, users.map((user) => user.id)));
    return items;
  }

  async answerJoinRequest(group: Id, user: Id, answer: "accept" | "reject"): Promise<void> {
    await this.#rest("POST", `v1/conversations/${group}/requests/${user}/${answer}`, {});
    this.#update((state) => withAsking(state, group, (state.asking.get(group) ?? []).filter((one) => one !== user)));
  }

  /* Who comes by a link */

  /** The invitations that are good, the latest first. */
  async invitations(group: Id): Promise<Invitation[]> {
    return (await this.#rest<{ items: Invitation[] }>("GET", `v1/conversations/${group}/invitations`)).items;
  }

  async invite(group: Id, terms: { expiresInS?: number; uses?: number }): Promise<Invitation> {
    return this.#rest("POST", `v1/conversations/${group}/invitations`, terms);
  }

  async revokeInvitation(group: Id, code: string): Promise<void> {
    await this.#rest("DELETE", `v1/conversations/${group}/invitations/${encodeURIComponent(code)}`);
  }

  /** Becomes a member by an invitation; who is one already stays one. */
  async acceptInvitation(code: string): Promise<Id> {
    const head = await this.#rest<Head>("POST", `v1/invitations/${encodeURIComponent(code)}/accept`, {});
    this.#update((state) => onHead(state, head));
    return head.id;
  }

  async #rest<T>(method: string, path: string, body?: unknown): Promise<T> {
    return callRest<T>(method, path, body, { token: await this.#tokens.current() });
  }

  #update(change: (state: State) => State): void {
    this.#session.store.update(change);
  }
}
