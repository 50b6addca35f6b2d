const GAP_PX = 16;
const BAR_GAP_PX = 8;

/**
 * Lifts a picture of a row's bubble over the scrim of the sheet that tells of it, so that one sees which
 * message it is, and puts the bar above it; the answer takes it away. Where browsers don't know popovers there
 * is the sheet alone.
 */
export function lift(row: HTMLElement | null, sheet: HTMLElement, bar: HTMLElement | null): () => void {
  const bubble = row?.querySelector<HTMLElement>(".bubble");
  const sheetTop = innerHeight - (sheet.querySelector<HTMLElement>(".card-rows") ?? sheet).offsetHeight;
  if (!row || !bubble || !("popover" in HTMLElement.prototype)) {
    if (bar) bar.style.top = `${sheetTop - GAP_PX - bar.offsetHeight}px`;
    return () => undefined;
  }
  const { top, left, width, height } = bubble.getBoundingClientRect();
  const lifted = document.createElement("div");
  lifted.className = `lifted ${row.className}`;
  lifted.popover = "manual";
  lifted.ariaHidden = "true";
  lifted.append(bubble.cloneNode(true));
  document.body.append(lifted);
  const highest = bar ? bar.offsetHeight + 2 * BAR_GAP_PX : BAR_GAP_PX;
  const lowest = sheetTop - GAP_PX - height;
  const at = Math.min(Math.max(top, highest), lowest);
  lifted.style.left = `${left}px`;
  lifted.style.top = `${at}px`;
  lifted.style.width = `${width}px`;
  if (bar) bar.style.top = `${Math.max(BAR_GAP_PX, at - BAR_GAP_PX - bar.offsetHeight)}px`;
  lifted.showPopover();
  return () => lifted.remove();
}
