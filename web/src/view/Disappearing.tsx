import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import { Menu, type MenuItem, type MenuPlace } from "./Menu.tsx";
import { spanOf } from "./time.ts";

/** What may be chosen: seconds until a message is gone. */
const SPANS = [30, 300, 3_600, 86_400, 604_800];

interface DisappearingProps {
  /** Chosen for the next message; none if it stays. */
  seconds: number | undefined;
  onChoose: (seconds: number | undefined) => void;
}

/** How long the next message is to be there: a button that says so, and its menu. */
export function Disappearing({ seconds, onChoose }: DisappearingProps) {
  const [at, setAt] = useState<MenuPlace>();
  const items: MenuItem[] = [undefined, ...SPANS].map((span) => ({
    icon: span === seconds ? "check" : "timer",
    label: span === undefined ? t.staysHere : t.disappearsIn(spanOf(span * 1000)),
    checked: span === seconds,
    act: () => onChoose(span),
  }));
  const label = seconds === undefined ? t.disappearing : t.disappearsIn(spanOf(seconds * 1000));
  return (
    <>
      <button
        type="button"
        class={seconds === undefined ? "icon-button" : "icon-button timed"}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        onClick={(event) => {
          const { left, right, top } = event.currentTarget.getBoundingClientRect();
          setAt({ x: document.documentElement.dir === "rtl" ? right : left, y: top - 4, opener: event.currentTarget });
        }}
      >
        <Icon name="timer" />
        {seconds !== undefined && <span>{spanOf(seconds * 1000)}</span>}
      </button>
      {at && <Menu label={t.disappearing} items={items} at={at} onClose={() => setAt(undefined)} />}
    </>
  );
}
