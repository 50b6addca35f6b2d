/** Times and ids are ASCII: comparing them as such is ten times as fast as by locale, in a list of thousands. */
export function textOrder(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
