import { describe, expect, it } from "vitest";
import { eventsOf } from "../../src/protocol/eventStream.ts";

function streamed(...chunks: string[]): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(encoder.encode(chunk));
      controller.close();
    },
  });
  return { body } as unknown as Response;
}

async function heard(...chunks: string[]): Promise<string[]> {
  const all: string[] = [];
  await eventsOf(streamed(...chunks), 1_000, (data) => all.push(data));
  return all;
}

describe("an event stream", () => {
  it("gives the data of each event and drops comments and ids", async () => {
    expect(await heard(': hi\n\nid: 7\ndata: {"a":1}\n\ndata: {"b":2}\n\n')).toEqual(['{"a":1}', '{"b":2}']);
  });

  it("puts together what comes in pieces", async () => {
    expect(await heard("da", 'ta: {"a"', ":1}\n", "\n")).toEqual(['{"a":1}']);
  });

  it("fails when nothing comes for too long", async () => {
    const silent = { body: new ReadableStream() } as unknown as Response;
    await expect(eventsOf(silent, 20, () => undefined)).rejects.toThrow("silent");
  });
});
