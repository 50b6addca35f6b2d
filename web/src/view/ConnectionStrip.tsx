import { useEffect, useState } from "preact/hooks";
import type { Link } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useAccount, useMessenger, useParley, useSelected } from "./context.ts";
import { Icon } from "./Icon.tsx";

type Shown = "offline" | "connecting" | "catching" | "fresh" | "stopped" | undefined;

const OUTAGE_MS = 5_000;
const DELAYS = { offline: 3_000, connecting: 600, catchingUp: 400 } as const;

/** What there is to say about the connection; nothing while it is live. Short hiccups are not told. */
export function useConnection(): Shown {
  const link = useParley((state) => state.link);
  const [shown, setShown] = useState<Shown>();
  const [outSince, setOutSince] = useState<number>();
  useEffect(() => {
    if (link.stopped !== undefined) return setShown("stopped");
    if (link.phase === "live") {
      const long = outSince !== undefined && Date.now() - outSince > OUTAGE_MS;
      setOutSince(undefined);
      setShown(long ? "fresh" : undefined);
      if (!long) return;
      const timer = setTimeout(() => setShown(undefined), 1_500);
      return () => clearTimeout(timer);
    }
    const since = outSince ?? link.since;
    setOutSince(since);
    const timer = setTimeout(() => setShown(named(link, since)), delayOf(link, since));
    return () => clearTimeout(timer);
  }, [link]);
  return shown;
}

/** While attempt follows attempt, "Offline" stays; it doesn't blink between the two. */
function named(link: Link, since: number): Shown {
  if (link.phase === "catchingUp") return "catching";
  const long = Date.now() - since >= DELAYS.offline;
  return link.phase === "offline" || long || !navigator.onLine ? "offline" : "connecting";
}

function delayOf(link: Link, since: number): number {
  if (!navigator.onLine && link.phase !== "catchingUp") return 0;
  if (link.phase === "catchingUp") return DELAYS.catchingUp;
  const already = Date.now() - since;
  if (already >= DELAYS.offline) return 0;
  return link.phase === "connecting" ? DELAYS.connecting : DELAYS.offline - already;
}

/** The strip on top of the tab bar. */
export function ConnectionStrip() {
  const messenger = useMessenger();
  const { updates } = useAccount();
  const updated = useSelected(updates.ready, (ready) => ready);
  const shown = useConnection();
  const waiting = useParley((state) => state.outbox.filter((entry) => !entry.refused).length);
  const stopped = useParley((state) => state.link.stopped);
  if (!shown && updated) {
    return (
      <div class="strip" role="status">
        <Icon name="refresh-cw" />
        <span class="clip">{t.updated}</span>
        <button class="button text" onClick={() => updates.apply()}>
          {t.reload}
        </button>
      </div>
    );
  }
  if (!shown) return <div role="status" class="unseen" />;
  if (shown === "stopped") {
    return (
      <div class="strip offline" role="status">
        <Icon name="cloud-off" />
        <span class="clip">{stopped === 4409 ? t.elsewhere : t.stopped}</span>
        <button class="button text" onClick={() => messenger.resume()}>
          {stopped === 4409 ? t.useHere : t.tryNow}
        </button>
      </div>
    );
  }
  if (shown === "offline") {
    return (
      <div class="strip offline" role="status">
        <Icon name="cloud-off" />
        <span class="clip">
          {t.offline} {t.offlineWaiting(waiting)}
        </span>
        <button class="button text" onClick={() => messenger.tryNow()}>
          {t.tryNow}
        </button>
      </div>
    );
  }
  const [icon, text] = {
    connecting: ["loader-circle", t.connecting],
    catching: ["refresh-cw", t.catchingUp],
    fresh: ["check", t.upToDate],
  }[shown] as [string, string];
  return (
    <div class={`strip ${shown}`} role="status">
      <Icon name={icon} class={shown === "connecting" ? "spinner" : ""} />
      {text}
    </div>
  );
}
