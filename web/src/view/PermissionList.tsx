import type { Permission, Role } from "../protocol/frames.ts";
import type { GroupChange } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { Chooser } from "./Chooser.tsx";
import { isAtLeast, lowestFor } from "./messageRights.ts";

const ALL: Permission[] = ["send", "react", "mentionAll", "invite", "pin", "change", "remove"];

interface PermissionListProps {
  conversation: Conversation;
  onChange: (change: GroupChange) => void;
}

/** The lowest role for each thing that owners decide about; to the others it is told. */
export function PermissionList({ conversation, onChange }: PermissionListProps) {
  const fixed = !isAtLeast(conversation, "owner");
  return (
    <div class="scroll">
      {fixed && <p class="section-head">{t.onlyOwnersSet}</p>}
      <div class="settings">
        {ALL.map((what) => {
          const lowest = lowestFor(conversation, what);
          return (
            <Chooser
              key={what}
              label={t.permissions[what]}
              value={lowest}
              options={rolesWith(conversation, lowest).map((role) => [role, t.lowestRole[role]] as const)}
              fixed={fixed}
              onChoose={(role) => onChange({ permissions: { [what]: role } })}
            />
          );
        })}
      </div>
    </div>
  );
}

/** In a channel there are readers, in a group members; what holds now is always among them. */
function rolesWith({ kind }: Conversation, now: Role): Role[] {
  const usual: Role[] = kind === "channel" ? ["reader", "admin", "owner"] : ["member", "admin", "owner"];
  return usual.includes(now) ? usual : [now, ...usual];
}
