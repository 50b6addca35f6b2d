import { useEffect, useState } from "preact/hooks";
import type { Ban } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger } from "./context.ts";
import { Empty } from "./Empty.tsx";
import { ErrorLine } from "./Field.tsx";
import { clean } from "./names.ts";
import { PersonRow } from "./PersonRow.tsx";
import { dateAndTime } from "./time.ts";
import { useDoing } from "./useDoing.ts";

/** Who can't come back, until when and why; each to be let off. */
export function BanList({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const { error, doing } = useDoing();
  const [bans, setBans] = useState<Ban[]>();
  const { id } = conversation;
  const load = () => doing(messenger.groups.bans(id)).then((found) => found && setBans(found));
  useEffect(() => void load(), [id]);
  const now = new Date().toISOString();
  const holding = bans?.filter(({ until }) => !until || until > now);
  return (
    <div class="scroll">
      {holding?.length === 0 && <Empty icon="ban" title={t.nobodyBanned} hint={t.nobodyBannedHint} />}
      <ul class="rows">
        {holding?.map(({ user, until, reason }) => (
          <li key={user.id}>
            <PersonRow user={user} size={36} note={until ? t.banUntil(dateAndTime(until)) : t.bannedForGood}>
              <button type="button" class="button" onClick={() => void doing(messenger.groups.unban(id, user.id)).then(load)}>
                {t.liftBan}
              </button>
            </PersonRow>
            {reason && (
              <p class="ban-reason" dir="auto">
                {clean(reason)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <div class="body">
          <ErrorLine text={error} />
        </div>
      )}
    </div>
  );
}
