import { describe, expect, it } from "vitest";
import { RowMap } from "../../src/view/rowMap.ts";

const keys = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => `m${from + at}`);

describe("where the rows of a long log stand", () => {
  it("guesses what was never drawn", () => {
    const rows = new RowMap(() => 40);
    rows.lay(keys(0, 10_000));
    expect(rows.total).toBe(400_000);
    expect(rows.at(0)).toBe(0);
    expect(rows.at(39.9)).toBe(0);
    expect(rows.at(40)).toBe(1);
    expect(rows.at(1e9)).toBe(9_999);
    expect(rows.at(-5)).toBe(0);
  });

  it("knows what was drawn, and says whether that was news", () => {
    const rows = new RowMap(() => 40);
    rows.lay(keys(0, 10));
    expect(rows.measure(2, [60, 40])).toBe(true);
    expect(rows.measure(2, [60, 40])).toBe(false);
    expect(rows.top(2)).toBe(80);
    expect(rows.top(3)).toBe(140);
    expect(rows.total).toBe(420);
  });

  it("keeps what it measured when older rows are put before", () => {
    const rows = new RowMap(() => 40);
    rows.lay(keys(50, 100));
    rows.measure(0, [100, 100]);
    rows.lay(keys(0, 100));
    expect(rows.top(50)).toBe(2_000);
    expect(rows.top(52)).toBe(2_200);
  });

  it("is right for nothing at all", () => {
    const rows = new RowMap(() => 40);
    rows.lay([]);
    expect(rows.total).toBe(0);
    expect(rows.at(100)).toBe(0);
    expect(rows.top(0)).toBe(0);
  });
});
