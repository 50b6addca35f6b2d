import type { Command, HelloCommand, ServerFrame } from "./frames.ts";

export type Numbered = Command & { id?: string };

/** What a transport tells the connection that opened it. After `closed` it says nothing more. */
export interface TransportListener {
  frame(frame: ServerFrame): void;
  closed(code: number): void;
}

/** One live way to the server: frames in, frames out, close. It lasts for one connection. */
export interface Transport {
  readonly name: TransportName;
  send(frame: Numbered): void;
  /** Ends it from this side; `closed` is not told. `forGood`: nothing goes on with its session. */
  close(forGood: boolean): void;
}

export type TransportName = "websocket" | "sse" | "poll";

export type Opener = (hello: HelloCommand & { id: string }, listener: TransportListener) => Transport;

/** Close codes as PROTOCOL.md groups them. */
export const closeCode = {
  normal: 1000,
  goingAway: 1001,
  lost: 1006,
  restart: 1012,
  /** Not on the wire: this side gave up on a silent connection. */
  silent: 4108,
  unauthorised: 4401,
} as const;

/** What a client does after a close: codes it has never seen go by their range. */
export function afterClose(code: number): "reconnect" | "refresh" | "stop" {
  if (code === closeCode.unauthorised) return "refresh";
  if (code === closeCode.normal || (code >= 4400 && code <= 4499)) return "stop";
  return "reconnect";
}

/** Parses frames that stand one a line; a line that is no JSON is dropped, as nothing can be done with it. */
export function framesIn(text: string): ServerFrame[] {
  const frames: ServerFrame[] = [];
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue;
    try {
      frames.push(JSON.parse(line) as ServerFrame);
    } catch {
      console.warn("parley: a line that is no frame");
    }
  }
  return frames;
}
