import type { HelloCommand, HelloReply, OkFrame, ServerFrame } from "./frames.ts";
import { Refusal } from "./refusal.ts";
import { callRest, refusalOf, serverUrl } from "./rest.ts";
import { eventsOf } from "./eventStream.ts";
import {
  closeCode,
  framesIn,
  type Numbered,
  type Opener,
  type Transport,
  type TransportListener,
  type TransportName,
} from "./transport.ts";

/** The server writes a comment every 15 s; a stream that is silent for longer than two is dead. */
const STREAM_SILENCE_MS = 35_000;
const POLL_WAIT_S = 25;

export const openSse: Opener = (hello, listener) => new HttpTransport("sse", hello, listener);
export const openPoll: Opener = (hello, listener) => new HttpTransport("poll", hello, listener);

/**
 * A session over plain HTTP, for networks that break WebSockets: events come as a stream or by long
 * poll, commands go as lines in requests of their own, one request at a time.
 */
class HttpTransport implements Transport {
  readonly name: TransportName;
  readonly #listener: TransportListener;
  readonly #hello: HelloCommand & { id: string };
  readonly #ended = new AbortController();
  readonly #queue: Numbered[] = [];
  #token: string;
  #session = "";
  #posting = false;

  constructor(name: "sse" | "poll", hello: HelloCommand & { id: string }, listener: TransportListener) {
    this.name = name;
    this.#hello = hello;
    this.#token = hello.token;
    this.#listener = listener;
    void this.#run();
  }

  send(frame: Numbered): void {
    // A pong is an answer to a ping of the stream; over HTTP the requests themselves are the life.
    if (frame.type === "auth") this.#token = frame.token;
    this.#queue.push(frame);
    void this.#post();
  }

  close(forGood: boolean): void {
    const session = this.#session;
    this.#ended.abort();
    if (!session || !forGood) return; // the next one has the same session, and may be there first
    callRest("DELETE", `v1/sessions/${session}`, undefined, { token: this.#token }).catch(() => {
      // the server forgets an idle session by itself
    });
  }

  async #run(): Promise<void> {
    try {
      const reply = await callRest<OkFrame & HelloReply>("POST", "v1/sessions", this.#hello, {
        token: this.#token,
        signal: this.#ended.signal,
      });
      this.#session = typeof reply.session === "string" ? reply.session : reply.session.id;
      this.#hear(reply);
      void this.#post();
      await (this.name === "sse" ? this.#stream() : this.#poll());
      this.#end(closeCode.lost);
    } catch (failure) {
      this.#end(codeOf(failure));
    }
  }

  async #stream(): Promise<void> {
    const answer = await this.#open("");
    await eventsOf(answer, STREAM_SILENCE_MS, (data) => {
      for (const frame of framesIn(data)) this.#hear(frame);
    });
  }

  async #poll(): Promise<void> {
    let cursor = this.#hello.cursor;
    while (!this.#ended.signal.aborted) {
      const back = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
      const answer = await this.#open(`?wait=${POLL_WAIT_S}${back}`);
      for (const frame of framesIn(await answer.text())) {
        if (frame.type === "cursor" || frame.type === "synced") cursor = frame.cursor;
        this.#hear(frame);
      }
    }
  }

  async #open(query: string): Promise<Response> {
    const answer = await fetch(serverUrl(`v1/sessions/${this.#session}/events${query}`), {
      headers: {
        Authorization: `Bearer ${this.#token}`,
        Accept: this.name === "sse" ? "text/event-stream" : "application/x-ndjson",
      },
      cache: "no-store",
      signal: this.#ended.signal,
    });
    if (!answer.ok) throw await refusalOf(answer);
    return answer;
  }

  async #post(): Promise<void> {
    if (this.#posting || !this.#session) return;
    this.#posting = true;
    try {
      while (this.#queue.length > 0 && !this.#ended.signal.aborted) {
        const lines = this.#queue.splice(0).map((frame) => JSON.stringify(frame));
        const answer = await fetch(serverUrl(`v1/sessions/${this.#session}/commands`), {
          method: "POST",
          headers: {
            Authorization: `Bearer ${this.#token}`,
            "Content-Type": "application/x-ndjson",
          },
          body: lines.join("\n") + "\n",
          cache: "no-store",
          signal: this.#ended.signal,
        });
        if (!answer.ok) throw await refusalOf(answer);
        for (const frame of framesIn(await answer.text())) this.#hear(frame);
      }
    } catch (failure) {
      this.#end(codeOf(failure));
    } finally {
      this.#posting = false;
    }
  }

  #hear(frame: ServerFrame): void {
    if (!this.#ended.signal.aborted) this.#listener.frame(frame);
  }

  #end(code: number): void {
    if (this.#ended.signal.aborted) return;
    this.#ended.abort();
    this.#listener.closed(code);
  }
}

/** Only the server's own word ends a session; a proxy that forbids has just got in the way. */
function codeOf(failure: unknown): number {
  if (!(failure instanceof Refusal) || failure.code.startsWith("http_")) return closeCode.lost;
  if (failure.status === 401) return closeCode.unauthorised;
  return failure.status === 403 ? 4403 : closeCode.lost;
}
