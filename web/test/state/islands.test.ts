import { describe, expect, it } from "vitest";
import { onAround, onAside, onNewer, onOlder } from "../../src/state/events/history.ts";
import { holds, stretchWith } from "../../src/state/events/island.ts";
import { heldMessage } from "../../src/state/events/places.ts";
import type { State } from "../../src/state/model.ts";
import { after, chat, live, signedIn, snapshot } from "./fixtures.ts";
import { BOB, CHAT, ServerLog } from "./serverLog.ts";

function long(count = 100, kept = 5) {
  const server = new ServerLog();
  for (let n = 1; n <= count; n++) server.say(BOB, `n ${n}`);
  const state = after(signedIn(), snapshot(server, { events: server.folded().slice(-kept) }));
  const page = (low: number, high: number, more = low > 1) => ({
    conversation: CHAT,
    messages: server.folded().filter(({ seq }) => seq >= low && seq <= high),
    asOf: server.lastRev,
    more,
  });
  return { server, state, page };
}

const spans = (state: State) =>
  [...(chat(state).islands ?? []), chat(state)].map(({ messages }) => [messages[0]!.seq, messages.at(-1)!.seq]);

describe("where somebody looked further back", () => {
  it("is an island, which grows at both ends until it touches the newest", () => {
    const { state, page } = long();
    const island = onAround(state, page(40, 50));
    expect(spans(island)).toEqual([[40, 50], [96, 100]]);
    expect(holds(chat(island), 45)).toBe(true);
    expect(holds(chat(island), 60)).toBe(false);
    const grown = onNewer(onOlder(island, page(30, 39), 45), page(51, 70, true), 45);
    expect(spans(grown)).toEqual([[30, 70], [96, 100]]);
    const joined = onNewer(grown, page(71, 95, true), 45);
    expect(spans(joined)).toEqual([[30, 100]]);
    expect(stretchWith(chat(joined), 45).messages).toBe(chat(joined).messages);
    expect(chat(joined).complete).toBe(false);
    expect(chat(onOlder(joined, page(1, 29, false))).complete).toBe(true);
  });

  it("joins another island that it overlaps, and the end when there is nothing newer", () => {
    const { state, page } = long();
    const two = onAround(onAround(state, page(10, 20)), page(40, 50));
    expect(spans(onAround(two, page(18, 42)))).toEqual([[10, 50], [96, 100]]);
    expect(spans(onNewer(two, page(51, 100, false), 45)).at(-1)).toEqual([40, 100]);
  });

  it("is forgotten when there are too many others", () => {
    const { state, page } = long();
    const many = [5, 15, 25, 35, 45].reduce((now, at) => onAround(now, page(at, at + 2)), state);
    expect(spans(many).map(([low]) => low)).toEqual([15, 25, 35, 45, 96]);
  });

  it("is changed with everything else, and so is what stands aside", () => {
    const { server, state, page } = long();
    const looked = onAside(onAround(state, page(40, 50)), page(7, 7), [7, 8]);
    const edit = (target: number) => live(server.change(BOB, { type: "edit", target, text: `better ${target}` }));
    const changed = after(looked, edit(45), edit(7), live(server.change(BOB, { type: "delete", targets: [{ low: 44, high: 44 }] })));
    expect(heldMessage(chat(changed), 45)?.text).toBe("better 45");
    expect(heldMessage(chat(changed), 7)?.text).toBe("better 7");
    expect(heldMessage(chat(changed), 44)?.gone).toBe("deleted");
    expect(heldMessage(chat(changed), 8)?.gone).toBe("deleted"); // asked for, and not there
    expect(heldMessage(chat(changed), 9)).toBeUndefined();
  });
});

describe("a channel's reactions", () => {
  it("are counted as told, and one's own stay one's own", () => {
    const { state } = long(3, 3);
    const own = after(state, { type: "counts", conversation: CHAT, target: 2, reactions: [{ emoji: "👍", count: 3 }] });
    expect(heldMessage(chat(own), 2)?.reactions).toEqual([{ emoji: "👍", count: 3, mine: false }]);
    expect(after(own, { type: "counts", conversation: "cv_other", target: 2, reactions: [] })).toBe(own);
  });
});
