import { describe, expect, it } from "vitest";
import { keyOfMessage } from "../../src/view/logItems.ts";
import { asText, chosen } from "../../src/view/useSelection.ts";
import { after, chat, live, signedIn, snapshot } from "../state/fixtures.ts";
import { BOB, ME, ServerLog } from "../state/serverLog.ts";

describe("what is taken along of selected messages", () => {
  it("is the text of one, and of several who said what", () => {
    const server = new ServerLog();
    server.say(BOB, "first");
    server.say(ME, "second");
    const state = after(signedIn(), snapshot(server));
    const { messages } = chat(state);
    expect(asText(state, messages.slice(0, 1))).toBe("first");
    const text = asText(state, messages);
    expect(text).toMatch(/^.+\nfirst\n\nMe, .+\nsecond$/);
  });

  it("leaves out what was deleted since", () => {
    const server = new ServerLog();
    server.say(BOB, "first");
    server.say(BOB, "second");
    let state = after(signedIn(), snapshot(server));
    const keys = new Set(chat(state).messages.map(keyOfMessage));
    state = after(state, live(server.change(BOB, { type: "delete", target: 1 })));
    expect(chosen(chat(state), keys).map(({ text }) => text)).toEqual(["second"]);
  });
});
