import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Backoff } from "../../src/protocol/backoff.ts";
import { Connection, type ConnectionListener } from "../../src/protocol/connection.ts";
import type { EventFrame, ServerFrame } from "../../src/protocol/frames.ts";
import { Ladder } from "../../src/protocol/ladder.ts";
import { SignedOut } from "../../src/protocol/refusal.ts";
import { afterClose, type Numbered, type Opener, type TransportListener } from "../../src/protocol/transport.ts";

const HELLO_OK = {
  user: { id: "us_1", username: "me", name: "Me" },
  device: "dv_1",
  session: "ss_1",
  account: { id: "cv_acc", rev: 1 },
  epoch: "e1",
  heartbeatMs: 25_000,
};

/** One opened transport, seen from the server's side. */
class Wire {
  readonly sent: Numbered[] = [];
  closed = false;
  forGood = false;
  readonly listener: TransportListener;
  readonly name: string;

  constructor(name: string, hello: Numbered, listener: TransportListener) {
    this.name = name;
    this.sent.push(hello);
    this.listener = listener;
  }

  say(frame: object): void {
    this.listener.frame(frame as ServerFrame);
  }

  greet(): void {
    this.say({ type: "ok", re: this.sent[0]!.id, ...HELLO_OK });
  }

  last(type: string): Numbered | undefined {
    return this.sent.findLast((frame) => frame.type === type);
  }
}

function setUp() {
  const wires: Wire[] = [];
  const opener =
    (name: "websocket" | "sse" | "poll"): Opener =>
    (hello, listener) => {
      const wire = new Wire(name, hello, listener);
      wires.push(wire);
      return { name, send: (frame) => wire.sent.push(frame), close: (forGood) => Object.assign(wire, { closed: true, forGood }) };
    };
  const events: EventFrame[] = [];
  const phases: string[] = [];
  const stopped: number[] = [];
  const listener: ConnectionListener = {
    resumeFrom: () => ({ cursor: "c1", epoch: "e1" }),
    greeted: () => undefined,
    event: (frame) => events.push(frame),
    phase: (phase) => phases.push(phase),
    stopped: (code) => stopped.push(code),
  };
  const tokens = {
    current: vi.fn(() => Promise.resolve("token 1")),
    refreshed: vi.fn(() => Promise.resolve("token 2")),
    renewInMs: 800_000,
  };
  const works = vi.fn(() => Promise.resolve(true));
  const answers = vi.fn(() => Promise.resolve(true));
  const ladder = new Ladder({
    openers: { websocket: opener("websocket"), sse: opener("sse"), poll: opener("poll") },
    webSocketsWork: works,
    serverAnswers: answers,
  });
  const connection = new Connection(listener, tokens, ladder, new Backoff(500, 30_000, () => 1));
  return { connection, wires, events, phases, stopped, tokens, answers };
}

const settle = () => vi.advanceTimersByTimeAsync(0);

async function live() {
  const all = setUp();
  all.connection.start();
  await settle();
  all.wires[0]!.greet();
  await settle();
  all.wires[0]!.say({ type: "synced", cursor: "c2" });
  return { ...all, wire: all.wires[0]! };
}

describe("the connection", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("says hello with the token and where to go on, and is live after the sync", async () => {
    const { wire, phases } = await live();
    expect(wire.sent[0]).toMatchObject({ type: "hello", token: "token 1", cursor: "c1", epoch: "e1" });
    expect(phases).toEqual(["connecting", "catchingUp", "live"]);
  });

  it("goes live once, though each answer of a long poll ends with a sync", async () => {
    const { wire, phases, events } = await live();
    wire.say({ type: "synced", cursor: "c3" });
    expect(phases).toEqual(["connecting", "catchingUp", "live"]);
    expect(events.at(-1)).toMatchObject({ cursor: "c3" });
  });

  it("gives each reply to the command that asked", async () => {
    const { connection, wire } = await live();
    const [one, two] = ["cv_1", "cv_2"].map((id) => connection.request({ type: "head", conversation: id }));
    const [first, second] = wire.sent.slice(-2);
    wire.say({ type: "error", re: second!.id, code: "not_found", message: "no" });
    wire.say({ type: "ok", re: first!.id, conversation: { id: "cv_1" } });
    await expect(one).resolves.toMatchObject({ conversation: { id: "cv_1" } });
    await expect(two).rejects.toMatchObject({ code: "not_found" });
  });

  it("tells who waits for a reply that it won't come", async () => {
    const { connection, wire } = await live();
    const waiting = connection.request({ type: "head", conversation: "cv_1" });
    wire.listener.closed(1006);
    await expect(waiting).rejects.toMatchObject({ name: "Unreachable" });
  });

  it("comes back after a loss, with full jitter that grows", async () => {
    const { wires, wire } = await live();
    wire.listener.closed(1006);
    await vi.advanceTimersByTimeAsync(499);
    expect(wires).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(wires).toHaveLength(2);
    wires[1]!.listener.closed(1006);
    await vi.advanceTimersByTimeAsync(999);
    expect(wires).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(1);
    expect(wires).toHaveLength(3);
  });

  it("waits as long as a bye says", async () => {
    const { wires, wire } = await live();
    wire.say({ type: "bye", code: 1012, reconnectAfterMs: 3_180 });
    wire.listener.closed(1012);
    await vi.advanceTimersByTimeAsync(3_179);
    expect(wires).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(wires).toHaveLength(2);
  });

  it("gets a new token after 4401, then reconnects", async () => {
    const { wires, wire, tokens } = await live();
    wire.listener.closed(4401);
    await vi.advanceTimersByTimeAsync(500);
    expect(tokens.refreshed).toHaveBeenCalledOnce();
    expect(wires).toHaveLength(2);
  });

  it("stops when only a login helps", async () => {
    const { wire, tokens, stopped, phases } = await live();
    tokens.refreshed.mockRejectedValueOnce(new SignedOut());
    wire.listener.closed(4401);
    await settle();
    expect(stopped).toEqual([4401]);
    expect(phases.at(-1)).toBe("stopped");
  });

  it("signs nobody out by an answer that comes after its end", async () => {
    const { connection, wire, tokens, stopped } = await live();
    let answer: (failure: Error) => void = () => undefined;
    tokens.refreshed.mockReturnValueOnce(new Promise((_, reject) => (answer = reject)));
    wire.listener.closed(4401);
    await settle();
    connection.stop();
    answer(new SignedOut());
    await settle();
    expect(stopped).toEqual([]);
  });

  it("signs nobody out by a renewal that is answered after its end", async () => {
    const { connection, wires, tokens, stopped } = setUp();
    tokens.renewInMs = 1_000;
    connection.start();
    await settle();
    wires[0]!.greet();
    await settle();
    let answer: (failure: Error) => void = () => undefined;
    tokens.current.mockReturnValueOnce(new Promise((_, reject) => (answer = reject)));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tokens.current).toHaveBeenCalledTimes(2);
    connection.stop();
    answer(new SignedOut());
    await settle();
    expect(stopped).toEqual([]);
  });

  it("stops after a 44xx that it has never seen", async () => {
    const { wires, wire, stopped } = await live();
    wire.listener.closed(4477);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(stopped).toEqual([4477]);
    expect(wires).toHaveLength(1);
  });

  it("pings when nothing was heard for too long, and reconnects when nothing answers", async () => {
    const { wires, wire } = await live();
    await vi.advanceTimersByTimeAsync(35_000);
    expect(wire.last("ping")).toBeDefined();
    await vi.advanceTimersByTimeAsync(5_500);
    expect(wire.closed).toBe(true);
    expect(wires).toHaveLength(2);
  });

  it("stays while pings are answered, and keeps the cursor that comes with them", async () => {
    const { wires, wire, events } = await live();
    await vi.advanceTimersByTimeAsync(35_000);
    wire.say({ type: "pong", re: wire.last("ping")!.id, cursor: "c9" });
    await vi.advanceTimersByTimeAsync(20_000);
    expect(wires).toHaveLength(1);
    expect(events).toContainEqual({ type: "cursor", cursor: "c9" });
  });

  it("answers a ping of the server", async () => {
    const { wire } = await live();
    wire.say({ type: "ping" });
    expect(wire.sent.at(-1)).toEqual({ type: "pong" });
  });

  it("falls back when a WebSocket fails to open twice, and climbs back when it opens again", async () => {
    const { connection, wires } = setUp();
    connection.start();
    await settle();
    wires[0]!.listener.closed(1006);
    await vi.advanceTimersByTimeAsync(500);
    wires[1]!.listener.closed(1006);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(wires.map((wire) => wire.name)).toEqual(["websocket", "websocket", "sse"]);
    wires[2]!.greet();
    await vi.advanceTimersByTimeAsync(0);
    wires[2]!.say({ type: "synced", cursor: "c2" });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(wires.at(-1)!.name).toBe("websocket");
    expect(wires[2]!.closed).toBe(true);
  });

  it("doesn't blame the transport while no server answers", async () => {
    const { connection, wires, answers } = setUp();
    answers.mockResolvedValue(false);
    connection.start();
    await settle();
    for (let n = 0; n < 6; n++) {
      wires.at(-1)!.listener.closed(1006);
      await vi.advanceTimersByTimeAsync(30_000);
    }
    expect(new Set(wires.map((wire) => wire.name))).toEqual(new Set(["websocket"]));
  });

  it("gives up a way on which the sync doesn't come", async () => {
    const { connection, wires } = setUp();
    connection.start();
    await settle();
    wires[0]!.greet();
    await settle();
    await vi.advanceTimersByTimeAsync(10_500);
    wires[1]!.greet();
    await settle();
    await vi.advanceTimersByTimeAsync(11_000);
    expect(wires.map((wire) => wire.name)).toEqual(["websocket", "websocket", "sse"]);
  });

  it("gives a frame that was blamed for the close back to who sent it", async () => {
    const { connection, wire } = await live();
    const waiting = connection.request({ type: "head", conversation: "cv_1" });
    wire.listener.closed(1009);
    await expect(waiting).rejects.toMatchObject({ name: "Refusal", code: "too_long" });
  });

  it("ends the session only when it stops: the next connection goes on with it", async () => {
    const { connection, wires, wire } = await live();
    wire.listener.closed(1006);
    expect(wire).toMatchObject({ closed: true, forGood: false });
    await vi.advanceTimersByTimeAsync(500);
    connection.stop();
    expect(wires[1]).toMatchObject({ closed: true, forGood: true });
  });

  it("ignores what a transport says that it gave up", async () => {
    const { wires, wire, events } = await live();
    wire.listener.closed(1006);
    await vi.advanceTimersByTimeAsync(500);
    expect(wires).toHaveLength(2);
    wire.say({ type: "typing", conversation: "cv_1", user: "us_2", on: true });
    expect(events.some((event) => event.type === "typing")).toBe(false);
  });
});

describe("close codes", () => {
  it.each([
    [1001, "reconnect"],
    [1006, "reconnect"],
    [1009, "reconnect"],
    [4108, "reconnect"],
    [4177, "reconnect"],
    [1000, "stop"],
    [4400, "stop"],
    [4409, "stop"],
    [4401, "refresh"],
  ])("%i means %s", (code, what) => expect(afterClose(code)).toBe(what));
});
