import { useEffect } from "preact/hooks";

/**
 * Where an on-screen keyboard covers the page instead of shrinking it (Safari), the page takes the height
 * that is left, so that the composer stands on the keyboard.
 */
export function useKeyboardRoom(): void {
  useEffect(() => {
    const viewport = window.visualViewport;
    if (!viewport) return;
    const root = document.documentElement;
    const fit = () => {
      const covered = viewport.scale === 1 && innerHeight - viewport.height > 1;
      if (!covered) return root.style.removeProperty("--room");
      root.style.setProperty("--room", `${viewport.height}px`);
      scrollTo(0, 0); // the browser has pushed the page up to show the field
    };
    viewport.addEventListener("resize", fit);
    return () => {
      viewport.removeEventListener("resize", fit);
      root.style.removeProperty("--room");
    };
  }, []);
}
