import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import { Menu, type MenuItem, type MenuPlace } from "./Menu.tsx";
import { spanOf } from "./time.ts";

/** What may be chosen: seconds until a message is gone. */
const SPANS = [30, 300, 3_600, 86_400, 604_800];

interface PlusProps {
  /** How long the next message is to be there; for good if it isn't given. */
  seconds: number | undefined;
  onSeconds: (seconds: number | undefined) => void;
  onPoll: () => void;
  /** Where there is something to send later. */
  onLater?: () => void;
}

/** What a message can be besides text: a button with a menu, and one that says how long the next one stays. */
export function Plus({ seconds, onSeconds, onPoll, onLater }: PlusProps) {
  const [open, setOpen] = useState<{ menu: "all" | "spans"; at: MenuPlace }>();
  const openAt = (menu: "all" | "spans") => (event: MouseEvent) => {
    const opener = event.currentTarget as HTMLElement;
    const { left, right, top } = opener.getBoundingClientRect();
    setOpen({ menu, at: { x: document.documentElement.dir === "rtl" ? right : left, y: top - 4, opener } });
  };
  const all: MenuItem[] = [
    { icon: "chart-bar", label: t.poll, act: onPoll },
    { icon: "timer", label: t.disappearing, act: () => setOpen({ menu: "spans", at: open!.at }) },
  ];
  if (onLater) all.push({ icon: "clock", label: t.sendLater, act: onLater });
  const spans: MenuItem[] = [undefined, ...SPANS].map((span) => ({
    icon: span === seconds ? "check" : "timer",
    label: span === undefined ? t.staysHere : t.disappearsIn(spanOf(span * 1000)),
    checked: span === seconds,
    act: () => onSeconds(span),
  }));
  const close = () => setOpen(undefined);
  return (
    <>
      <button type="button" class="icon-button" aria-label={t.attach} title={t.attach} aria-haspopup="menu" onClick={openAt("all")}>
        <Icon name="plus" />
      </button>
      {seconds !== undefined && (
        <button
          type="button"
          class="icon-button timed"
          aria-label={t.disappearsIn(spanOf(seconds * 1000))}
          title={t.disappearsIn(spanOf(seconds * 1000))}
          aria-haspopup="menu"
          onClick={openAt("spans")}
        >
          <Icon name="timer" />
          <span>{spanOf(seconds * 1000)}</span>
        </button>
      )}
      {open?.menu === "all" && <Menu label={t.attach} items={all} at={open.at} onClose={close} />}
      {open?.menu === "spans" && <Menu label={t.disappearing} items={spans} at={open.at} onClose={close} />}
    </>
  );
}
