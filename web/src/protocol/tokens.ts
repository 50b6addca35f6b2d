import { Refusal, SignedOut } from "./refusal.ts";
import { callRest } from "./rest.ts";
import type { Id, User } from "./frames.ts";

export interface LoginReply {
  accessToken: string;
  expiresIn: number;
  user: User;
  deviceId: Id;
  firstLogin?: boolean;
}

/** A token is replaced this long before it ends, so that no command meets an expired one. */
const EARLY_MS = 90_000;
/** All waits for a refresh, so one into a network that swallows it comes to an end. */
const REFRESH_MS = 15_000;

/** Remembers which token was the last over a reload: the answer to a refresh may be lost on the way. */
export interface LastToken {
  jti(): Promise<string | undefined>;
  keepJti(jti: string): Promise<void>;
}

/**
 * The access token, in memory only. The refresh token lives in an HttpOnly cookie that this code
 * never sees; what survives a reload is the `jti`, which names the token that a refresh replaces.
 */
export class Tokens {
  /** Where the last token's name is kept; nowhere if this device keeps nothing. */
  last: LastToken | undefined;
  #user: User | undefined;
  #token = "";
  #expiresAt = 0;
  #refreshing: Promise<string> | undefined;

  async login(login: string, password: string, device: string): Promise<LoginReply> {
    const reply = await callRest<LoginReply>("POST", "v1/auth/login", {
      login,
      password,
      cookie: true,
      device: { name: device },
    });
    this.#take(reply);
    return reply;
  }

  /** `invitation`: the code of a link to a group, which lets guests in where others aren't. */
  async guest(name: string, invitation?: string): Promise<LoginReply> {
    const body = { name, cookie: true, ...(invitation && { invitation }) };
    const reply = await callRest<LoginReply>("POST", "v1/auth/guest", body);
    this.#take(reply);
    return reply;
  }

  async logout(): Promise<void> {
    const token = await this.current();
    await callRest("POST", "v1/auth/logout", {}, { token });
    this.forget();
  }

  forget(): void {
    this.#token = "";
    this.#expiresAt = 0;
    this.#user = undefined;
  }

  /** Whose token it is, as the server said with it. */
  get user(): User | undefined {
    return this.#user;
  }

  /** A token that is good for a while. Throws {@link SignedOut} when only a new login helps. */
  async current(): Promise<string> {
    if (this.#token && Date.now() < this.#expiresAt - EARLY_MS) return this.#token;
    return this.refreshed();
  }

  /** When the present token wants replacing, in ms from now. */
  get renewInMs(): number {
    return Math.max(0, this.#expiresAt - EARLY_MS - Date.now());
  }

  /** A new token, whatever the old one was worth. Callers at the same time share one refresh. */
  refreshed(): Promise<string> {
    this.#refreshing ??= this.#refresh().finally(() => {
      this.#refreshing = undefined;
    });
    return this.#refreshing;
  }

  /** Tabs share the cookie, so only one of them may rotate it at a time. */
  async #refresh(): Promise<string> {
    const locks = navigator.locks as LockManager | undefined;
    return locks ? locks.request("parley.refresh", () => this.#rotate()) : this.#rotate();
  }

  async #rotate(): Promise<string> {
    const jti = jtiOf(this.#token) ?? (await this.last?.jti().catch(() => undefined));
    try {
      const signal = AbortSignal.timeout(REFRESH_MS);
      this.#take(await callRest<LoginReply>("POST", "v1/auth/refresh", {}, { idempotencyKey: jti, signal }));
      return this.#token;
    } catch (failure) {
      if (failure instanceof Refusal && failure.status === 401) throw new SignedOut();
      throw failure;
    }
  }

  #take(reply: LoginReply): void {
    this.#token = reply.accessToken;
    this.#expiresAt = Date.now() + reply.expiresIn * 1000;
    this.#user = reply.user;
    const jti = jtiOf(reply.accessToken);
    if (jti) this.last?.keepJti(jti).catch(() => undefined); // without it a lost answer costs a login
  }
}

function jtiOf(token: string): string | undefined {
  try {
    const payload = token.split(".")[1]!.replaceAll("-", "+").replaceAll("_", "/");
    return (JSON.parse(atob(payload)) as { jti?: string }).jti;
  } catch {
    return undefined; // an opaque token: the refresh then goes without the key
  }
}
