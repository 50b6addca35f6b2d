import type { RefObject } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { LIST_WIDTH, listWidth, rememberListWidth } from "./preferences.ts";

const STEP_PX = 10;

/** The edge of the list on a desk: dragged, or moved by the arrow keys; the width is remembered. */
export function ListEdge({ app }: { app: RefObject<HTMLDivElement> }) {
  const [width, setWidth] = useState(listWidth);
  const from = useRef<{ x: number; width: number } | undefined>(undefined);
  useLayoutEffect(() => app.current!.style.setProperty("--list", `${width}px`), [width]);
  const set = (px: number) => {
    const next = Math.round(Math.max(LIST_WIDTH.least, Math.min(LIST_WIDTH.most, px)));
    setWidth(next);
    rememberListWidth(next);
  };
  const towards = () => (document.documentElement.dir === "rtl" ? -1 : 1);
  return (
    <div
      class="list-edge"
      role="separator"
      aria-orientation="vertical"
      aria-label={t.listWidth}
      aria-valuenow={width}
      aria-valuemin={LIST_WIDTH.least}
      aria-valuemax={LIST_WIDTH.most}
      tabIndex={0}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { x: event.clientX, width };
      }}
      onPointerMove={(event) => {
        if (from.current) set(from.current.width + (event.clientX - from.current.x) * towards());
      }}
      onPointerUp={() => (from.current = undefined)}
      onDblClick={() => set(LIST_WIDTH.usual)}
      onKeyDown={(event) => {
        const step = { ArrowRight: STEP_PX, ArrowLeft: -STEP_PX }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        set(width + step * towards());
      }}
    />
  );
}
