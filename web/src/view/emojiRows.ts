import { t } from "../strings/table.ts";
import { findEmoji, GROUP_ICONS, recentEmoji, withTone, type Emoji } from "./emoji.ts";

const COLUMNS = 8;
const FOUND = 64;

interface Cell {
  id: number;
  emoji: string;
  name: string;
}

/** A row of the picker: the name of a group, or eight emoji. */
type Row = { kind: "head"; text: string } | { kind: "cells"; cells: Cell[] };

/** What stands in the picker: found ones, or the recent ones and all groups. */
export function laidOut(groups: Emoji[][], query: string, tone: number) {
  const rows: Row[] = [];
  const heads: { row: number; icon: string; label: string }[] = [];
  let count = 0;
  const add = (cells: Omit<Cell, "id">[]) => {
    for (let at = 0; at < cells.length; at += COLUMNS) {
      rows.push({ kind: "cells", cells: cells.slice(at, at + COLUMNS).map((cell) => ({ ...cell, id: count++ })) });
    }
  };
  const cellOf = (one: Emoji) => ({ emoji: withTone(one, tone), name: one.name });
  if (query.trim() !== "") {
    add(findEmoji(groups, query, FOUND).map(cellOf));
    return { rows, heads, count };
  }
  const head = (text: string, icon: string) => {
    heads.push({ row: rows.length, icon, label: text });
    rows.push({ kind: "head", text });
  };
  const recent = recentEmoji();
  if (groups.length > 0 && recent.length > 0) {
    const names = new Map(groups.flat().map((one) => [one.emoji, one.name]));
    head(t.recentEmoji, "clock");
    add(recent.map((emoji) => ({ emoji, name: names.get(emoji) ?? emoji })));
  }
  groups.forEach((group, at) => {
    head(t.emojiGroups[at]!, GROUP_ICONS[at]!);
    add(group.map(cellOf));
  });
  return { rows, heads, count };
}

/** The cell above or below, skipping heads. */
export function below(rows: Row[], at: number, active: number, step: 1 | -1): number {
  const here = rows[at];
  if (here?.kind !== "cells") return 0;
  const column = here.cells.findIndex((cell) => cell.id === active);
  for (let next = at + step; next >= 0 && next < rows.length; next += step) {
    const row = rows[next]!;
    if (row.kind === "cells") return row.cells[Math.min(column, row.cells.length - 1)]!.id;
  }
  return active;
}
