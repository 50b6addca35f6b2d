import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../strings/table.ts";
import { giveFocusBack, touch } from "./focus.ts";
import { Icon } from "./Icon.tsx";

interface DialogProps {
  title: string;
  onClose: () => void;
  /** Where this is a page of several: to the one before. */
  onBack?: () => void;
  /** A question: its answers are all there is to press, and Cancel has the focus. */
  ask?: boolean;
  /** No more than a few rows: on a phone as high as they are. */
  small?: boolean;
  children: ComponentChildren;
}

/** A modal dialog, a sheet on a phone. The browser traps the focus and gives it back to the opener. */
export function Dialog({ title, onClose, onBack, ask = false, small = false, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useLayoutEffect(() => {
    const element = dialog.current!;
    const opener = document.activeElement;
    element.showModal();
    element.querySelector<HTMLElement>(touch.matches ? "[data-first]" : "[data-first], input, textarea")?.focus();
    return () => {
      element.close();
      giveFocusBack(opener);
    };
  }, []);
  return (
    <dialog
      class={ask ? "dialog ask" : small ? "dialog small" : "dialog"}
      ref={dialog}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <header>
        {onBack && (
          <button type="button" class="icon-button to-start" data-back aria-label={t.back} onClick={onBack}>
            <Icon name="chevron-left" />
          </button>
        )}
        <h2 id={id}>{title}</h2>
        {!ask && (
          <button type="button" class="icon-button" aria-label={t.close} onClick={onClose}>
            <Icon name="x" />
          </button>
        )}
      </header>
      {children}
    </dialog>
  );
}
