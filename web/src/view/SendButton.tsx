import { useRef } from "preact/hooks";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";

const LONG_PRESS_MS = 450;

interface SendButtonProps {
  editing: boolean;
  sendable: boolean;
  onSend: () => void;
  onLater: () => void;
}

/** Sends, or saves an edit. A long press or a right click sends later. */
export function SendButton({ editing, sendable, onSend, onLater }: SendButtonProps) {
  const press = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  /** The click that ends a long press is none. */
  const quiet = useRef(false);
  const later = () => {
    if (editing || !sendable) return;
    quiet.current = true;
    onLater();
  };
  const stop = () => clearTimeout(press.current);
  const label = editing ? t.saveEdit : t.send;
  return (
    <button
      type="button"
      class="send"
      aria-label={label}
      title={label}
      aria-disabled={!sendable}
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={(event) => {
        quiet.current = false;
        if (event.pointerType === "touch") press.current = setTimeout(later, LONG_PRESS_MS);
      }}
      onPointerUp={stop}
      onPointerCancel={stop}
      onPointerLeave={stop}
      onContextMenu={(event) => {
        event.preventDefault();
        stop();
        if (!quiet.current) later();
      }}
      onClick={(event) => {
        const ends = quiet.current && event.detail > 0;
        quiet.current = false;
        if (!ends) onSend();
      }}
    >
      <Icon name={editing ? "check" : "arrow-up"} />
    </button>
  );
}
