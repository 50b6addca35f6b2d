import { render } from "preact";
import { describe, expect, it } from "vitest";
import { clean, initialsOf, inkOf } from "../../src/view/names.ts";
import { excerpt, isLong, isOnlyEmoji, isTurned, parse, tamed } from "../../src/view/richText.ts";
import { RichText } from "../../src/view/RichText.tsx";

function drawn(text: string, format = "markdown"): HTMLElement {
  const box = document.createElement("div");
  render(<RichText text={text} format={format} />, box);
  return box;
}

describe("a hostile message", () => {
  it("is text, whatever HTML it looks like", () => {
    const text = `<img src=x onerror=alert(1)><script>alert(2)</script>`;
    const box = drawn(text);
    expect(box.children).toHaveLength(0);
    expect(box.textContent).toBe(text);
  });

  it.each(["javascript:alert(1)", "data:text/html,<script>", "vbscript:x", "file:///etc/passwd", "JaVaScRiPt:alert(1)"])(
    "makes no link of %s",
    (text) => expect(drawn(text).querySelector("a")).toBeNull(),
  );

  it("links http and https only, away from this page's window", () => {
    const link = drawn("see https://example.org/a_(b), and more").querySelector("a")!;
    expect(link.getAttribute("href")).toBe("https://example.org/a_(b)");
    expect(link.rel).toBe("noopener noreferrer");
    expect(link.textContent).toBe("https://example.org/a_(b)");
  });

  it("can't break out of a link", () => {
    const box = drawn(`https://a.example/"onmouseover="alert(1)`);
    expect(box.querySelector("a")!.getAttributeNames()).not.toContain("onmouseover");
  });

  it("can't run letters backwards or pile marks up", () => {
    expect(tamed("\u202egnp.exe")).toBe("gnp.exe");
    expect(tamed("a" + "\u0300".repeat(50))).toBe("a" + "\u0300".repeat(4));
    expect(tamed("\u200b".repeat(5_000) + "x")).toBe("\u200bx");
  });

  it("stays quick when it is long", () => {
    // far above what a busy machine takes, far below what going back and forth would
    for (const text of ["*".repeat(5_000), "`".repeat(5_000), "_a".repeat(2_500), "**a".repeat(1_600), "W".repeat(5_000), "😀".repeat(1_000)]) {
      const began = performance.now();
      expect(drawn(text).textContent.length).toBeGreaterThan(0);
      expect(performance.now() - began).toBeLessThan(4_000);
    }
    expect(isLong("W".repeat(5_000))).toBe(true);
  });

  it("has no say over names", () => {
    expect(clean("\u202eBob\u0000\u200b")).toBe("Bob");
  });
});

describe("simple Markdown", () => {
  it("has bold, italics, strike, code and blocks", () => {
    expect(parse("**a** _b_ ~~c~~ `d`").map((piece) => piece.kind)).toEqual([
      "strong", "text", "em", "text", "strike", "text", "code",
    ]);
    expect(parse("```js\n1 < 2\n```")).toEqual([{ kind: "block", text: "1 < 2" }]);
  });

  it("leaves words alone that only look like it", () => {
    for (const text of ["snake_case_name", "2 * 3 * 4", "** not bold **", "a_b", "5 ~~ 6"]) {
      expect(parse(text)).toEqual([{ kind: "text", text }]);
    }
  });

  it("is not applied to plain text, but links are", () => {
    expect(parse("**a** https://x.example", "plain").map((piece) => piece.kind)).toEqual(["text", "link"]);
  });

  it("leaves the full stop to the sentence", () => {
    expect(parse("(https://x.example/a).")[1]).toMatchObject({ kind: "link", text: "https://x.example/a" });
  });

  it("is gone in an excerpt", () => {
    expect(excerpt("**Hi**\n`there`  you")).toBe("Hi there you");
  });
});

describe("what a text looks like", () => {
  it("knows emoji alone from text", () => {
    expect(isOnlyEmoji("🎉🛠️")).toBe(true);
    expect(isOnlyEmoji("👩‍👩‍👧")).toBe(true);
    expect(isOnlyEmoji("12")).toBe(false);
    expect(isOnlyEmoji("ok 🎉")).toBe(false);
  });

  it("knows text that reads the other way", () => {
    expect(isTurned("صباح", false)).toBe(true);
    expect(isTurned("Morning", false)).toBe(false);
    expect(isTurned("Morning", true)).toBe(true);
  });
});

describe("avatars", () => {
  it.each([
    ["Bob Lindqvist", "BL"],
    ["Repair Café Lisboa", "RL"],
    ["林美 Mei Lin", "林"],
    ["نور الحداد", "ن"],
    ["grace", "G"],
    ["🎉 Party Time", "PT"],
    ["", "?"],
  ])("%s is %s", (name, initials) => expect(initialsOf(name)).toBe(initials));

  it("have one of eight inks, the same everywhere", () => {
    expect(inkOf("us_0000000000bob")).toBe(inkOf("us_0000000000bob"));
    const inks = new Set(Array.from({ length: 200 }, (_, n) => inkOf(`us_${n}`)));
    expect(inks.size).toBe(8);
  });
});
