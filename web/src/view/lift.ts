const GAP_PX = 16;

/**
 * Lifts a picture of a row's bubble over the scrim of the sheet that tells of it, so that one sees which
 * message it is; the answer takes it away. Where browsers don't know popovers there is the sheet alone.
 */
export function lift(row: HTMLElement | null, sheet: HTMLElement): () => void {
  const bubble = row?.querySelector<HTMLElement>(".bubble");
  if (!row || !bubble || !("popover" in HTMLElement.prototype)) return () => undefined;
  const { top, left, width, height } = bubble.getBoundingClientRect();
  const lifted = document.createElement("div");
  lifted.className = `lifted ${row.className}`;
  lifted.popover = "manual";
  lifted.ariaHidden = "true";
  lifted.append(bubble.cloneNode(true));
  document.body.append(lifted);
  const lowest = innerHeight - sheet.offsetHeight - GAP_PX - height;
  lifted.style.left = `${left}px`;
  lifted.style.top = `${Math.min(top, lowest)}px`;
  lifted.style.width = `${width}px`;
  lifted.showPopover();
  return () => lifted.remove();
}
