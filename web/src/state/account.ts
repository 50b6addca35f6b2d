import type { Id, User } from "../protocol/frames.ts";
import { Backoff } from "../protocol/backoff.ts";
import { Refusal, SignedOut, Unreachable } from "../protocol/refusal.ts";
import { callRest, fetchFile } from "../protocol/rest.ts";
import { Tokens } from "../protocol/tokens.ts";
import { Archive } from "./archive.ts";
import { deviceName } from "./deviceName.ts";
import { previewOf, type InvitationPreview } from "./invitations.ts";
import { Messenger } from "./messenger.ts";
import { emptyState, type State } from "./model.ts";
import { Session } from "./session.ts";
import { Store } from "./store.ts";

export type Door =
  | { at: "starting" }
  | { at: "outside"; reason?: "signedOut" }
  | { at: "inside"; messenger: Messenger };

export interface Device {
  id: Id;
  name: string;
  createdAt: string;
  lastSeenAt?: string | null;
  current?: boolean;
}

export interface OwnProfile extends User {
  biography?: string;
  receipts?: boolean;
  presence?: string;
  strangers?: Strangers;
  guest?: boolean;
}

/** Who may write to someone first. */
export type Strangers = "all" | "request" | "none";

export interface ServerDoors {
  registration: "open" | "invite" | "closed";
  guests: boolean;
  /** Whether an invitation to a group lets in those who have no account. */
  linksAdmit?: boolean;
}

/** Who is signed in on this device: in by registering or logging in, out by choice or when the server says so. */
export class Account {
  readonly door = new Store<Door>({ at: "starting" });
  readonly #tokens = new Tokens();
  #archive: Archive | undefined;
  #session: Session | undefined;

  /**
   * First paint from what this device remembers, or from what another tab showed until now; the server
   * is asked behind it. `signedIn`: a tab remembers that somebody is, so the cookie is worth a try.
   */
  async start(signedIn: boolean, shown?: State): Promise<void> {
    this.#archive = await openArchive();
    this.#tokens.last = this.#archive;
    const kept = await this.#archive?.load().catch(() => undefined);
    // how the engine before this one was connected, and what it heard through that, ended with it
    const state = shown?.me ? { ...shown, link: emptyState().link, presence: new Map(), syncing: undefined } : kept;
    if (state?.me) this.#enter(state);
    else if (signedIn) await this.#enterByCookie();
    else this.#leave();
  }

  /** Who may come in: by an account of one's own making, by invitation, as a guest. */
  async server(): Promise<ServerDoors> {
    return callRest("GET", "v1/server");
  }

  /** Where an invitation leads; also for who has no account here. */
  async invitation(code: string): Promise<InvitationPreview> {
    return previewOf(code);
  }

  /** `link`: the code of an invitation to a group. The answer is that group, if one belongs to it now. */
  async register(username: string, password: string, name: string, invitation?: string, link?: string): Promise<Id | undefined> {
    await callRest("POST", "v1/auth/register", { username, password, name, ...(invitation && { invitation }) });
    await this.login(username, password);
    return this.#cameBy(link);
  }

  async login(login: string, password: string): Promise<void> {
    const { user } = await this.#tokens.login(login, password, deviceName(navigator.userAgent));
    await this.#enterAs(user);
  }

  /** The same for who comes without an account. */
  async joinAsGuest(name: string, link?: string): Promise<Id | undefined> {
    const { user } = await this.#tokens.guest(name, link);
    await this.#enterAs(user);
    return this.#cameBy(link);
  }

  /** Whom the link let in already belongs, also if it is used up by that. */
  async #cameBy(link: string | undefined): Promise<Id | undefined> {
    const door = this.door.value;
    if (link === undefined || door.at !== "inside") return undefined;
    return door.messenger.groups.acceptInvitation(link).catch(() => undefined);
  }

  /** All that this user may read and what the server knows of them, as a ZIP file. */
  async exported(): Promise<Blob> {
    return fetchFile("v1/users/me/export", { token: await this.#tokens.current() });
  }

  /** Ends this account for good; what this device holds of it is erased. `messages`: what becomes of what they wrote. */
  async deleteAccount(messages: "keep" | "erase"): Promise<void> {
    await this.#rest("DELETE", "v1/users/me", { messages });
    await this.#signedOut(undefined);
  }

  /** Signs this device out. What it holds is erased, also when the server can't be told. */
  async logout(): Promise<void> {
    try {
      await this.#tokens.logout();
    } catch (failure) {
      if (!(failure instanceof Refusal || failure instanceof SignedOut)) throw failure;
    }
    await this.#signedOut(undefined);
  }

  async devices(): Promise<Device[]> {
    return (await this.#rest<{ items: Device[] }>("GET", "v1/devices")).items;
  }

  async signOutDevice(id: Id): Promise<void> {
    await this.#rest("DELETE", `v1/devices/${id}`);
  }

  async profile(): Promise<OwnProfile> {
    return this.#rest("GET", "v1/users/me");
  }

  async changeProfile(change: Partial<Pick<OwnProfile, "name" | "biography" | "receipts" | "presence" | "strangers">>): Promise<void> {
    await this.#rest("PATCH", "v1/users/me", change);
    const name = change.name;
    if (name === undefined || !this.#session) return;
    this.#session.store.update((state) => ({
      ...state,
      me: state.me && { ...state.me, name },
      users: state.me ? new Map(state.users).set(state.me.id, { ...state.me, name }) : state.users,
    }));
  }

  async changePassword(oldPassword: string, newPassword: string): Promise<void> {
    await this.#rest("POST", "v1/auth/password", { oldPassword, newPassword });
  }

  /** Nothing is kept on this device but the cookie: who that is, the server says. */
  async #enterByCookie(): Promise<void> {
    const pause = new Backoff();
    for (;;) {
      try {
        await this.#tokens.refreshed();
        return await this.#enterAs(this.#tokens.user!);
      } catch (failure) {
        const passing = failure instanceof Unreachable || (failure instanceof Refusal && (failure.status ?? 0) >= 429);
        if (!passing) return this.#leave();
        await new Promise((resolve) => setTimeout(resolve, pause.next()));
      }
    }
  }

  /** What is kept here may be somebody else's. */
  async #enterAs(user: User): Promise<void> {
    await this.#archive?.wipe(true).catch(notWiped);
    this.#enter({ ...emptyState(), me: user });
  }

  #enter(state: State): void {
    const me = state.me!;
    const users = new Map(state.users).set(me.id, me);
    const session: Session = new Session({ ...state, users }, this.#tokens, this.#archive, () => {
      if (this.#session === session) void this.#signedOut("signedOut");
    });
    this.#session = session;
    const messenger = new Messenger(session, this.#tokens);
    this.door.update(() => ({ at: "inside", messenger }));
    session.start();
  }

  /** Ends what runs, and keeps all there is: another engine goes on. */
  async stop(): Promise<void> {
    await this.#session?.stop();
    this.#archive?.close();
  }

  async #signedOut(reason: "signedOut" | undefined): Promise<void> {
    await this.#session?.stop();
    this.#session = undefined;
    this.#tokens.forget();
    await this.#archive?.wipe().catch(notWiped);
    this.door.update(() => ({ at: "outside", reason }));
  }

  #leave(): void {
    this.door.update(() => ({ at: "outside" }));
  }

  async #rest<T>(method: string, path: string, body?: unknown): Promise<T> {
    return callRest<T>(method, path, body, { token: await this.#tokens.current() });
  }
}

/** Without IndexedDB (a private window, a full disk) the client works, and remembers nothing. */
async function openArchive(): Promise<Archive | undefined> {
  try {
    return await Archive.open();
  } catch (failure) {
    console.warn("parley: nothing will be kept on this device", failure);
    return undefined;
  }
}

function notWiped(failure: unknown): void {
  console.warn("parley: what was kept on this device could not be erased", failure);
}
