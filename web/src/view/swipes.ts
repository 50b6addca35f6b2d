/** How far a bubble is drawn until it answers, and how far it follows. */
const FAR_PX = 56;
const MOST_PX = 72;
/** The finger must go sideways from the beginning, and soon: one that rests asks for the menu. */
const STRAY_PX = 10;
const REST_MS = 400;

const still = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * By touch a message that is drawn towards the start is answered. It follows the finger, and goes back by itself;
 * who wants less motion sees it only being answered.
 */
export function swipes(answer: (key: string) => void, mayAnswer: (key: string) => boolean) {
  let held: { row: HTMLElement; key: string; x: number; y: number; at: number; sideways: boolean } | undefined;
  const startIs = () => (document.documentElement.dir === "rtl" ? 1 : -1);
  const drawn = (x: number) => (x - held!.x) * startIs();
  const release = () => {
    if (!held) return;
    held.row.classList.remove("swiped", "far");
    held.row.style.removeProperty("translate");
    held = undefined;
  };
  return {
    onTouchStart: (event: TouchEvent) => {
      release();
      const row = (event.target as HTMLElement).closest<HTMLElement>(".said[data-key]");
      const touch = event.touches[0];
      if (!row || !touch || event.touches.length > 1 || !mayAnswer(row.dataset.key!)) return;
      held = { row, key: row.dataset.key!, x: touch.clientX, y: touch.clientY, at: event.timeStamp, sideways: false };
    },
    onTouchMove: (event: TouchEvent) => {
      const touch = event.touches[0];
      if (!held || !touch) return;
      const across = drawn(touch.clientX);
      if (!held.sideways) {
        const along = Math.abs(touch.clientY - held.y);
        const rested = event.timeStamp - held.at > REST_MS;
        if (rested || along > STRAY_PX || across < -STRAY_PX || event.touches.length > 1) return release();
        if (across < STRAY_PX) return;
        held.sideways = true;
        held.row.classList.add("swiped");
      }
      const px = Math.max(0, Math.min(MOST_PX, across));
      held.row.classList.toggle("far", px >= FAR_PX);
      if (!still.matches) held.row.style.translate = `${px * startIs()}px`;
    },
    onTouchEnd: (event: TouchEvent) => {
      const touch = event.changedTouches[0];
      const key = held?.sideways && touch && drawn(touch.clientX) >= FAR_PX ? held.key : undefined;
      release();
      if (key !== undefined) answer(key);
    },
    onTouchCancel: release,
  };
}
