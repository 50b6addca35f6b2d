import { describe, expect, it } from "vitest";
import { emptyState } from "../../src/state/model.ts";
import { enqueued } from "../../src/state/outbox.ts";
import { difference, patched } from "../../src/state/tabs/patch.ts";
import { after, chat, live, signedIn, snapshot } from "./fixtures.ts";
import { BOB, ME, ServerLog } from "./serverLog.ts";

/** As it arrives in another tab: a copy. */
function posted(before: unknown, now: unknown): unknown {
  const patch = difference(before, now);
  return patch ? patched(before, structuredClone(patch)) : before;
}

describe("a patch", () => {
  it("makes the state after it of the state before it, whatever happened", () => {
    const server = new ServerLog();
    let engine = signedIn();
    let tab: unknown = structuredClone(emptyState());
    tab = posted(emptyState(), engine);
    const steps = [
      () => after(engine, snapshot(server)),
      () => after(engine, live(server.say(BOB, "one")), live(server.say(BOB, "two"))),
      () => ({ ...engine, outbox: enqueued(engine.outbox, { key: "k", conversation: "c", text: "x", format: "plain", at: "" }) }),
      () => after(engine, live(server.change(BOB, { type: "edit", target: 1, text: "one!" }))),
      () => after(engine, live(server.say(ME, "x", { key: "k" }))),
      () => after(engine, { type: "typing", conversation: chat(engine).id, user: BOB, on: true }),
      () => ({ ...engine, blocks: new Set([BOB]), session: undefined }),
      () => emptyState(),
    ];
    for (const step of steps) {
      const before = engine;
      engine = step();
      const patch = difference(before, engine);
      if (patch) tab = patched(tab, structuredClone(patch));
      expect(tab).toEqual(engine);
    }
  });

  it("carries only what changed, and leaves the rest the same object", () => {
    const server = new ServerLog();
    for (let n = 0; n < 300; n++) server.say(BOB, `n ${n}`);
    const before = after(signedIn(), snapshot(server));
    const now = after(before, live(server.change(BOB, { type: "edit", target: 150, text: "changed" })));
    const patch = difference(before, now)!;
    expect(JSON.stringify(patch, (_, value: unknown) => (value instanceof Map ? [...value] : value)).length).toBeLessThan(2_000);
    const tab = patched(before, patch) as typeof before;
    expect(chat(tab).messages[0]).toBe(chat(before).messages[0]);
    expect(chat(tab).messages[149]!.text).toBe("changed");
    expect(tab.users).toBe(before.users);
  });

  it("is nothing when nothing changed", () => expect(difference(chat, chat)).toBeUndefined());
});
