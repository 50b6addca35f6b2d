import type { ErrorFrame } from "./frames.ts";

/** Codes after which the same command may simply be given again, with the same key. */
const PASSING = new Set(["rate_limited", "unavailable", "unknown", "out_of_order"]);

/** The server's "no", from a socket's error frame or from a problem+json answer: one shape for both. */
export class Refusal extends Error {
  readonly code: string;
  readonly status?: number;
  readonly field?: string;
  readonly trace?: string;
  readonly retryAfterMs?: number;

  constructor(no: Partial<Omit<ErrorFrame, "type" | "re">> & { code: string; status?: number }) {
    super(no.message ?? no.code);
    this.name = "Refusal";
    this.code = no.code;
    this.status = no.status;
    this.field = no.field;
    this.trace = no.trace;
    this.retryAfterMs = no.retryAfterMs;
  }

  get passing(): boolean {
    return PASSING.has(this.code);
  }
}

/** The other side could not be reached, or went away before it answered: nobody knows what happened. */
export class Unreachable extends Error {
  constructor(what: string) {
    super(what);
    this.name = "Unreachable";
  }
}

/** The server knows this device no more: sign in again. */
export class SignedOut extends Error {
  constructor() {
    super("signed out");
    this.name = "SignedOut";
  }
}
