import type { ComponentChildren } from "preact";
import type { User } from "../protocol/frames.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { nameOf } from "./names.ts";

interface PersonRowProps {
  user: User;
  note: string;
  onOpen?: () => void;
  size?: 36 | 44;
  children?: ComponentChildren;
}

/** A person in a list. The row opens their conversation; buttons at its end do something else. */
export function PersonRow({ user, note, onOpen, size = 44, children }: PersonRowProps) {
  const face = (
    <>
      <PersonAvatar user={user} id={user.id} size={size} />
      <span>
        <bdi class="line title clip">{nameOf(user)}</bdi>
        <span class="note clip line">{note}</span>
      </span>
    </>
  );
  if (!children) {
    return (
      <button type="button" class="row person" onClick={onOpen}>
        {face}
      </button>
    );
  }
  return (
    <div class="row person with-actions">
      {face}
      <span class="actions">{children}</span>
    </div>
  );
}
