import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { Icon } from "./Icon.tsx";
import { handleOf, nameOf } from "./names.ts";
import type { Named } from "./useNameWord.ts";

/** Someone, or everyone, whom one may name. */
export function NamedRow({ named, members }: { named: Named; members: number }) {
  const { user, name } = named;
  return (
    <>
      {user ? (
        <PersonAvatar user={user} id={user.id} size={28} />
      ) : (
        <span class="disc">
          <Icon name="users" />
        </span>
      )}
      <bdi class="clip">{user ? nameOf(user) : name}</bdi>
      <span class="handle clip">{user ? handleOf(named) : `${handleOf(named)}, ${t.members(members)}`}</span>
    </>
  );
}
