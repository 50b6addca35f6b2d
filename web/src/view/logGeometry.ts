/* What the log's elements measure, read from the page. */

const CUT_MS = 120;

export function fromEndOf(log: HTMLElement): number {
  return log.scrollHeight - log.scrollTop - log.clientHeight;
}

export function spacesOf(log: HTMLElement): [HTMLElement, HTMLElement] {
  const column = log.firstElementChild!;
  return [column.querySelector<HTMLElement>(".space.above")!, column.querySelector<HTMLElement>(".space.below")!];
}

/** Rows have paddings and no margins, so their boxes are all there is to their height. */
export function heightsBetween(above: Element, below: Element): number[] {
  const heights: number[] = [];
  for (let row = above.nextElementSibling; row && row !== below; row = row.nextElementSibling) {
    heights.push(row.getBoundingClientRect().height);
  }
  return heights;
}

export function cut(log: HTMLElement): void {
  log.firstElementChild?.animate([{ opacity: 0 }, { opacity: 1 }], { duration: CUT_MS });
}
