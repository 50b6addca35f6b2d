import { describe, expect, it } from "vitest";
import en from "../../src/emoji/en.ts";
import pt from "../../src/emoji/pt.ts";
import { findEmoji, read, withTone } from "../../src/view/emoji.ts";

const groups = en.map((group) => group.map(read));
const found = (query: string) => findEmoji(groups, query, 5).map((one) => one.emoji);

describe("the emoji", () => {
  it("are found by name first, then by what they are for", () => {
    expect(found("thumbs up")[0]).toBe("👍️");
    expect(found("cat")[0]).toMatch(/🐈|🐱/u);
    expect(found("zzzz")).toEqual([]);
  });

  it("are found with and without accents in Portuguese", () => {
    const portuguese = pt.map((group) => group.map(read));
    expect(findEmoji(portuguese, "cafe", 9)).toEqual(findEmoji(portuguese, "café", 9));
    expect(findEmoji(portuguese, "cafe", 9)).not.toEqual([]);
  });

  it("take the tone of skin that was chosen, where they have one", () => {
    const wave = groups.flat().find((one) => one.emoji === "👋")!;
    expect(withTone(wave, 3)).toBe("👋🏽");
    expect(withTone(wave, 0)).toBe("👋");
    expect(withTone({ ...wave, toned: false }, 3)).toBe("👋");
  });

  it("are the same ones in every language", () => {
    expect(pt.map((group) => group.length)).toEqual(en.map((group) => group.length));
  });
});
