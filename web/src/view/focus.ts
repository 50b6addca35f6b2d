/** By touch a field isn't focused unasked: that would raise the keyboard. */
export const touch = matchMedia("(pointer: coarse)");

/** Gives the focus back to what opened something; if that is gone, to a neighbour. Never to the body. */
export function giveFocusBack(opener: Element | null): void {
  const back = opener instanceof HTMLElement && opener.isConnected && opener !== document.body ? opener : neighbour();
  back?.focus({ preventScroll: true });
}

function neighbour(): HTMLElement | null {
  for (const selector of [".composer textarea", ".row[tabindex='0']", ".tabs a[aria-current]", "header button", "input"]) {
    if (touch.matches && /textarea|input/.test(selector)) continue; // nobody asked for the keyboard
    const found = [...document.querySelectorAll<HTMLElement>(selector)].find((one) => one.offsetParent !== null);
    if (found) return found;
  }
  return null;
}
