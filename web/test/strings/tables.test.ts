import { describe, expect, it } from "vitest";
import { en } from "../../src/strings/en.ts";
import { pt } from "../../src/strings/pt.ts";

/** Every place of a table, by what stands there. */
function shape(value: unknown, path = ""): string[] {
  if (Array.isArray(value)) return [`${path}[${value.length}]`];
  if (typeof value === "object" && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => shape(inner, `${path}.${key}`));
  }
  return [`${path}: ${typeof value}`];
}

function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "object" && value !== null) return Object.values(value).flatMap(texts);
  return [];
}

describe("the strings", () => {
  it("stand in the same places in every language", () => {
    expect(shape(pt).sort()).toEqual(shape(en).sort());
  });

  it("name the same things in lines that are put together", () => {
    const names = (line: string) => [...line.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [what, line] of Object.entries(en.lines)) {
      expect(names(pt.lines[what as keyof typeof en.lines])).toEqual(names(line));
    }
  });

  it("are said in Portuguese, and not left in English", () => {
    const same = texts(en).filter((text) => text.includes(" ") && texts(pt).includes(text));
    expect(same).toEqual([]);
  });
});
