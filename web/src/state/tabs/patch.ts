/**
 * What changed between two immutable values, as plain data that can be posted to another tab. What is
 * the same object before and after is not looked into, so a change costs what changed.
 */
export type Patch =
  | { value: unknown }
  | { fields: Record<string, Patch>; gone: string[] }
  | { entries: [unknown, Patch][]; gone: unknown[] }
  | { at: number; cut: number; put: unknown[] };

/** The patch that makes `after` of `before`; undefined if they are the same. */
export function difference(before: unknown, after: unknown): Patch | undefined {
  if (Object.is(before, after)) return undefined;
  if (before instanceof Map && after instanceof Map) return ofMaps(before, after);
  if (Array.isArray(before) && Array.isArray(after)) return ofArrays(before, after);
  if (isRecord(before) && isRecord(after)) return ofRecords(before, after);
  return { value: after };
}

/** `before` with the patch applied; what the patch doesn't name stays the same object. */
export function patched(before: unknown, patch: Patch): unknown {
  if ("value" in patch) return patch.value;
  if ("fields" in patch) {
    const next: Record<string, unknown> = { ...(before as Record<string, unknown>) };
    for (const key of patch.gone) delete next[key];
    for (const [key, change] of Object.entries(patch.fields)) next[key] = patched(next[key], change);
    return next;
  }
  if ("entries" in patch) {
    const next = new Map(before as Map<unknown, unknown>);
    for (const key of patch.gone) next.delete(key);
    for (const [key, change] of patch.entries) next.set(key, patched(next.get(key), change));
    return next;
  }
  const next = (before as unknown[]).slice();
  next.splice(patch.at, patch.cut, ...patch.put);
  return next;
}

function ofMaps(before: Map<unknown, unknown>, after: Map<unknown, unknown>): Patch {
  const entries: [unknown, Patch][] = [];
  for (const [key, value] of after) {
    const change = before.has(key) ? difference(before.get(key), value) : { value };
    if (change) entries.push([key, change]);
  }
  const gone = [...before.keys()].filter((key) => !after.has(key));
  return { entries, gone };
}

function ofArrays(before: unknown[], after: unknown[]): Patch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && Object.is(before[start], after[start])) start++;
  let end = 0;
  while (end < shorter - start && Object.is(before.at(-1 - end), after.at(-1 - end))) end++;
  return { at: start, cut: before.length - start - end, put: after.slice(start, after.length - end) };
}

function ofRecords(before: Record<string, unknown>, after: Record<string, unknown>): Patch {
  const fields: Record<string, Patch> = {};
  for (const key of Object.keys(after)) {
    const change = key in before ? difference(before[key], after[key]) : { value: after[key] };
    if (change) fields[key] = change;
  }
  return { fields, gone: Object.keys(before).filter((key) => !(key in after)) };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
