import type { Id, User } from "../protocol/frames.ts";
import { Refusal, SignedOut } from "../protocol/refusal.ts";
import { callRest } from "../protocol/rest.ts";
import { Tokens } from "../protocol/tokens.ts";
import { Archive } from "./archive.ts";
import { deviceName } from "./deviceName.ts";
import { Messenger } from "./messenger.ts";
import { emptyState } from "./model.ts";
import { Session } from "./session.ts";
import { Store } from "./store.ts";

const USER = "parley.user";

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
  guest?: boolean;
}

export interface ServerDoors {
  registration: "open" | "invite" | "closed";
  guests: boolean;
}

/** Who is signed in on this page: in by registering or logging in, out by choice or when the server says so. */
export class Account {
  readonly door = new Store<Door>({ at: "starting" });
  readonly #tokens = new Tokens();
  #session: Session | undefined;

  /** First paint from what this device remembers; the server is asked behind it. */
  async start(): Promise<void> {
    const user = remembered();
    if (user) await this.#enter(user);
    else this.#leave();
  }

  /** Who may come in: by an account of one's own making, by invitation, as a guest. */
  async server(): Promise<ServerDoors> {
    return callRest("GET", "v1/server");
  }

  async register(username: string, password: string, name: string, invitation?: string): Promise<void> {
    await callRest("POST", "v1/auth/register", { username, password, name, ...(invitation && { invitation }) });
    await this.login(username, password);
  }

  async login(login: string, password: string): Promise<void> {
    const { user } = await this.#tokens.login(login, password, deviceName(navigator.userAgent));
    localStorage.setItem(USER, JSON.stringify(user));
    await this.#enter(user);
  }

  async joinAsGuest(name: string): Promise<void> {
    const { user } = await this.#tokens.guest(name);
    localStorage.setItem(USER, JSON.stringify(user));
    await this.#enter(user);
  }

  /** Ends this account for good; what this device holds of it is erased. */
  async deleteAccount(): Promise<void> {
    await this.#rest("DELETE", "v1/users/me");
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

  async changeProfile(change: Partial<Pick<OwnProfile, "name" | "biography" | "receipts" | "presence">>): Promise<void> {
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

  async #enter(user: User): Promise<void> {
    const archive = await openArchive(user.id);
    const state = archive ? await archive.load() : emptyState();
    const users = new Map(state.users).set(user.id, user);
    this.#session = new Session({ ...state, me: user, users }, this.#tokens, archive, () => void this.#signedOut("signedOut"));
    const messenger = new Messenger(this.#session, this.#tokens);
    this.door.update(() => ({ at: "inside", messenger }));
    this.#session.start();
  }

  async #signedOut(reason: "signedOut" | undefined): Promise<void> {
    const user = this.#session?.store.value.me;
    await this.#session?.stop();
    this.#session = undefined;
    this.#tokens.forget();
    localStorage.removeItem(USER);
    if (user) await Archive.erase(user.id).catch(() => undefined);
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
async function openArchive(user: Id): Promise<Archive | undefined> {
  try {
    return await Archive.open(user);
  } catch (failure) {
    console.warn("parley: nothing will be kept on this device", failure);
    return undefined;
  }
}

function remembered(): User | undefined {
  try {
    return (JSON.parse(localStorage.getItem(USER) ?? "null") as User | null) ?? undefined;
  } catch {
    return undefined; // written by something else: as if nobody was signed in
  }
}
