import { afterEach, describe, expect, it, vi } from "vitest";
import { openPoll } from "../../src/protocol/httpTransport.ts";

afterEach(() => vi.unstubAllGlobals());

async function opened() {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (url: string, { method = "GET" }: RequestInit) => {
    asked.push(`${method} ${new URL(url).pathname}`);
    if (method === "GET") return new Promise(() => {});
    return Promise.resolve(new Response(method === "POST" ? JSON.stringify({ type: "ok", re: "1", session: "ss_1" }) : ""));
  });
  const hello = { type: "hello", id: "1", token: "t", agent: "test" } as const;
  const transport = openPoll(hello, { frame: () => undefined, closed: () => undefined });
  await vi.waitFor(() => expect(asked).toContain("GET /v1/sessions/ss_1/events"));
  return { asked, transport };
}

describe("a session over HTTP", () => {
  it("stays when its transport is given up, since the next one goes on with it", async () => {
    const { asked, transport } = await opened();
    transport.close(false);
    expect(asked.some((one) => one.startsWith("DELETE"))).toBe(false);
  });

  it("ends when the client stops", async () => {
    const { asked, transport } = await opened();
    transport.close(true);
    expect(asked).toContain("DELETE /v1/sessions/ss_1");
  });
});
