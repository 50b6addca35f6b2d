import { describe, expect, it } from "vitest";
import { marked, matchesAll } from "../../src/view/search.ts";
import { inOrder } from "../../src/view/useSteadyOrder.ts";

describe("searching by name", () => {
  it("takes no notice of case and accents", () => {
    expect(matchesAll("cafe", "Repair Café Lisboa")).toBe(true);
    expect(matchesAll("LISBOA repair", "Repair Café Lisboa")).toBe(true);
    expect(matchesAll("porto", "Repair Café Lisboa")).toBe(false);
  });

  it("marks what was found where it stands", () => {
    expect(marked("Repair Café Lisboa", "cafe")).toEqual(["Repair ", "Café", " Lisboa"]);
    expect(marked("Bob", "x")).toEqual(["Bob"]);
    expect(marked("İstanbul", "stan").join("")).toBe("İstanbul");
  });
});

describe("rows that stay while one points at them", () => {
  it("keep their order, with new ones first", () => {
    const items = ["c", "new", "a", "b"].map((id) => ({ id }));
    expect(inOrder(items, ["a", "b", "c"]).map(({ id }) => id)).toEqual(["new", "a", "b", "c"]);
  });
});
