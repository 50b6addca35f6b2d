/**
 * Reads Server-Sent Events from a fetched answer, since `EventSource` can't carry a bearer token.
 * Ends when the stream ends; throws when nothing at all, not even a comment, came for `silenceMs`.
 */
export async function eventsOf(
  answer: Response,
  silenceMs: number,
  each: (data: string) => void,
): Promise<void> {
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await withDeadline(reader, silenceMs);
    if (done) return;
    rest += value;
    const blocks = rest.split(/\r?\n\r?\n/);
    rest = blocks.pop()!;
    for (const block of blocks) {
      const data = dataOf(block);
      if (data !== "") each(data);
    }
  }
}

function dataOf(block: string): string {
  return block
    .split(/\r?\n/)
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice(5).replace(/^ /, ""))
    .join("\n");
}

async function withDeadline(
  reader: ReadableStreamDefaultReader<string>,
  ms: number,
): Promise<ReadableStreamReadResult<string>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error("silent stream"));
      void reader.cancel();
    }, ms);
  });
  try {
    return await Promise.race([reader.read(), silence]);
  } finally {
    clearTimeout(timer);
  }
}
