import { afterEach, describe, expect, it, vi } from "vitest";
import { callRest } from "../../src/protocol/rest.ts";
import { Tokens } from "../../src/protocol/tokens.ts";

afterEach(() => vi.unstubAllGlobals());

function answering(answer: (init: RequestInit) => Promise<Response>) {
  const fetched = vi.fn((_: string, init: RequestInit) => answer(init));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

describe("a REST call", () => {
  it("is unanswered when its answer is torn", async () => {
    const cut = { ok: true, text: () => Promise.resolve('{"items":[') };
    const lost = { ok: true, text: () => Promise.reject(new TypeError("network error")) };
    for (const answer of [cut, lost]) {
      const fetched = answering(() => Promise.resolve(answer as unknown as Response));
      await expect(callRest("GET", "v1/contacts")).rejects.toMatchObject({ name: "Unreachable" });
      expect(fetched).toHaveBeenCalledOnce();
    }
  });

  it("for a new token comes to an end where nothing answers", async () => {
    const deadlines: number[] = [];
    vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => {
      deadlines.push(ms);
      return AbortSignal.abort();
    });
    answering((init) => (init.signal?.aborted ? Promise.reject(new DOMException("aborted", "AbortError")) : new Promise(() => {})));
    await expect(new Tokens().refreshed()).rejects.toMatchObject({ name: "Unreachable" });
    expect(deadlines).toEqual([15_000]);
    vi.restoreAllMocks();
  });
});
