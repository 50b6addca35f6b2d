import { Refusal, SignedOut, Unreachable } from "../../protocol/refusal.ts";
import type { Id } from "../../protocol/frames.ts";
import type { State } from "../model.ts";
import type { Patch } from "./patch.ts";

/* What is said between a tab and the engine that serves all tabs. All of it is plain data. */

/** One end of a wire between a tab and the engine. What is posted arrives in order, as a copy. */
export interface Port {
  post(message: object): void;
  listen(hear: (message: unknown) => void): void;
}

/** What every tab shows, the same in all of them. */
export interface Shown {
  door: { at: "starting" } | { at: "outside"; reason?: "signedOut" } | { at: "inside" };
  state: State;
}

/** What a tab's person looks at; the engine adds up that of all tabs. */
export interface Attention {
  visible: boolean;
  focused: boolean;
  online: boolean;
  conversation?: Id;
}

/** News that a tab may tell, decided by the engine: to one tab only. */
export interface Notice {
  conversation: Id;
  seq: number;
  muted: boolean;
  mentioned: boolean;
  /** Somebody looks at that tab, though not at this conversation. */
  inView: boolean;
}

/** What lives in the engine and is called by tabs. */
export type Callee = "account" | "messenger" | "groups" | "schedule";

export type FromTab =
  | { type: "hello"; tab: string; signedIn: boolean; attention: Attention }
  | { type: "attention"; attention: Attention }
  | { type: "call"; id: number; on: Callee; name: string; args: unknown[] }
  | { type: "bye" };

export type FromEngine =
  | { type: "all"; shown: Shown }
  | { type: "patch"; patch: Patch }
  | { type: "answer"; id: number; value: unknown }
  | { type: "failure"; id: number; failure: Failure }
  | { type: "notice"; notice: Notice }
  /** A newer version of the client took over: this page is to load itself again. */
  | { type: "outdated" };

/** An error as data, so that it arrives as what it was. */
export interface Failure {
  name: string;
  message: string;
  code?: string;
  status?: number;
  field?: string;
  trace?: string;
  retryAfterMs?: number;
}

export function failureOf(error: unknown): Failure {
  if (error instanceof Refusal) {
    const { name, message, code, status, field, trace, retryAfterMs } = error;
    return { name, message, code, status, field, trace, retryAfterMs };
  }
  return error instanceof Error ? { name: error.name, message: error.message } : { name: "Error", message: String(error) };
}

export function errorOf(failure: Failure): Error {
  if (failure.name === "Refusal") return new Refusal({ ...failure, code: failure.code ?? "unknown" });
  if (failure.name === "Unreachable") return new Unreachable(failure.message);
  if (failure.name === "SignedOut") return new SignedOut();
  return new Error(failure.message);
}

/** A port over something that posts and listens: a MessagePort, or one half of a BroadcastChannel. */
export function portOver(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (hear) => {
      port.onmessage = (event: MessageEvent<unknown>) => hear(event.data);
    },
  };
}
