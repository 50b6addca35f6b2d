import { useEffect } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { useTalk } from "./talk.ts";
import { shortMoment } from "./time.ts";

/** Over the composer: how many messages wait to be sent here, and whether some weren't; a press lists them. */
export function ScheduledStrip({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const talk = useTalk();
  const { id } = conversation;
  const live = useParley((state) => state.link.phase === "live");
  const schedule = useParley((state) => state.scheduled.get(id));
  const known = schedule !== undefined && !schedule.stale;
  useEffect(() => {
    if (live && !known) messenger.schedule.read(id).catch(() => undefined);
  }, [id, live, known]);
  if (!schedule || schedule.items.length === 0) return null;
  const failed = schedule.items.filter((item) => item.state === "failed");
  const waiting = schedule.items.filter((item) => item.state === "waiting");
  const says = failed.length > 0 ? t.scheduledFailed(failed.length) : t.scheduledCount(waiting.length, shortMoment(waiting[0]!.sendAt));
  return (
    <button
      type="button"
      class={failed.length > 0 ? "scheduled-strip failed" : "scheduled-strip"}
      aria-haspopup="dialog"
      onClick={() => talk.ask({ kind: "scheduled" })}
    >
      <Icon name={failed.length > 0 ? "circle-alert" : "clock"} />
      <span class="clip" role="status">
        {says}
      </span>
    </button>
  );
}
