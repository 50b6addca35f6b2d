import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { chooseTone, chosenTone, emojiGroups, withTone, type Emoji } from "./emoji.ts";
import { below, laidOut } from "./emojiRows.ts";
import { giveFocusBack, touch } from "./focus.ts";
import { Icon } from "./Icon.tsx";
import { useRowWindow } from "./useRowWindow.ts";

const ROW_PX = 38;

/** On a desk it stands beside what it is for, or on the composer, at its end; on a phone it is a sheet. */
function stand(picker: HTMLElement, beside: HTMLElement | null | undefined): void {
  if (picker.offsetWidth >= innerWidth - 16) return;
  if (beside?.isConnected) return standBeside(picker, beside.getBoundingClientRect());
  const composer = document.querySelector(".composer")?.getBoundingClientRect();
  if (!composer) return;
  const rtl = document.documentElement.dir === "rtl";
  picker.style.insetInlineEnd = `${rtl ? composer.left : innerWidth - composer.right}px`;
  picker.style.insetBlockEnd = `${innerHeight - composer.top + 8}px`;
}

function standBeside(picker: HTMLElement, { left, right, top, bottom }: DOMRect): void {
  const below = bottom + 8 + picker.offsetHeight <= innerHeight - 8;
  const start = document.documentElement.dir === "rtl" ? right - picker.offsetWidth : left;
  picker.style.inset = "auto";
  picker.style.left = `${Math.max(8, Math.min(start, innerWidth - picker.offsetWidth - 8))}px`;
  picker.style.top = `${Math.max(8, below ? bottom + 8 : top - 8 - picker.offsetHeight)}px`;
}

interface EmojiPickerProps {
  opener: HTMLElement | null;
  /** What it stands beside; the composer if there is nothing. */
  beside?: HTMLElement | null;
  onPick: (emoji: string) => void;
  onClose: () => void;
}

/** All emoji. The focus stays in the search field; the arrows move among those shown, Enter takes one. */
export function EmojiPicker({ opener, beside, onPick, onClose }: EmojiPickerProps) {
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [groups, setGroups] = useState<Emoji[][]>();
  const [failed, setFailed] = useState(false);
  const [query, setQuery] = useState("");
  const [tone, setTone] = useState(chosenTone);
  const [active, setActive] = useState(0);
  const { rows, heads, count } = useMemo(() => laidOut(groups ?? [], query, tone), [groups, query, tone]);
  const window = useRowWindow(scroller, list, rows.length, ROW_PX);

  useEffect(() => {
    emojiGroups().then(setGroups, () => setFailed(true));
  }, []);
  useLayoutEffect(() => {
    const element = dialog.current!;
    element.showModal();
    stand(element, beside);
    element.querySelector<HTMLElement>(touch.matches ? ".scroll" : "input")?.focus();
    return () => {
      element.close();
      giveFocusBack(opener);
    };
  }, []);

  const rowOf = (cell: number) =>
    rows.findIndex((row) => row.kind === "cells" && row.cells.some((one) => one.id === cell));
  const move = (to: number) => {
    const cell = Math.max(0, Math.min(count - 1, to));
    setActive(cell);
    window.show(rowOf(cell));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const at = rowOf(active);
    const steps: Record<string, () => void> = {
      ArrowRight: () => move(active + 1),
      ArrowLeft: () => move(active - 1),
      ArrowDown: () => move(below(rows, at, active, 1)),
      ArrowUp: () => move(below(rows, at, active, -1)),
      Enter: () => {
        const row = rows[at];
        const cell = row?.kind === "cells" ? row.cells.find((one) => one.id === active) : undefined;
        if (cell) onPick(cell.emoji);
      },
    };
    const step = steps[event.key];
    if (!step || event.isComposing) return;
    event.preventDefault();
    step();
  };
  const nextTone = () => {
    chooseTone((tone + 1) % 6);
    setTone((tone + 1) % 6);
  };
  return (
    <dialog
      class="emoji-picker"
      ref={dialog}
      aria-label={t.emoji}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="emoji-top">
        <label class="search-field">
          <Icon name="search" />
          <input
            type="search"
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={count > 0 ? `${id}-${active}` : undefined}
            aria-label={t.searchEmoji}
            placeholder={t.searchEmoji}
            value={query}
            autocomplete="off"
            onInput={(event) => {
              setQuery(event.currentTarget.value);
              setActive(0);
              scroller.current!.scrollTop = 0;
            }}
            onKeyDown={onKeyDown}
          />
        </label>
        <button type="button" class="icon-button tone" aria-label={t.skinTone(t.skinTones[tone]!)} onClick={nextTone}>
          {withTone({ emoji: "✋", toned: true, name: "", words: "" }, tone)}
        </button>
      </div>
      <div class="scroll" ref={scroller} tabIndex={0} aria-label={t.emoji} role="group">
        {failed && <p class="section-head">{t.errors.unreachable}</p>}
        {groups && count === 0 && <p class="section-head">{t.nothingFound(query)}</p>}
        <div role="grid" id={id} aria-label={t.emoji} ref={list}>
          {rows.slice(window.start, window.end).map((row, nth) =>
            row.kind === "head" ? (
              <div key={window.start + nth} class="emoji-head" role="row">
                <span role="gridcell">{row.text}</span>
              </div>
            ) : (
              <div key={window.start + nth} class="emoji-row" role="row">
                {row.cells.map((cell) => (
                  <button
                    key={cell.id}
                    id={`${id}-${cell.id}`}
                    type="button"
                    role="gridcell"
                    tabIndex={-1}
                    class={cell.id === active ? "active" : ""}
                    aria-label={cell.name}
                    title={cell.name}
                    onClick={() => onPick(cell.emoji)}
                  >
                    {cell.emoji}
                  </button>
                ))}
              </div>
            ),
          )}
        </div>
      </div>
      <div class="emoji-groups">
        {heads.map(({ row, icon, label }) => (
          <button
            key={icon}
            type="button"
            class="icon-button"
            aria-label={label}
            title={label}
            onClick={() => (scroller.current!.scrollTop = row * ROW_PX)}
          >
            <Icon name={icon} />
          </button>
        ))}
      </div>
    </dialog>
  );
}
