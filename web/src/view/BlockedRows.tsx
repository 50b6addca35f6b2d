import { useEffect, useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { sentenceFor } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { nameOf } from "./names.ts";

/** Whom this user blocked: how many, and when pressed who, each to be let in again. */
export function BlockedRows() {
  const messenger = useMessenger();
  const blocks = useParley((state) => state.blocks);
  const users = useParley((state) => state.users);
  const [error, setError] = useState<string>();
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const strangers = [...blocks].filter((id) => !users.has(id));
    if (strangers.length > 0) messenger.introduce(strangers.slice(0, 500)).catch(() => undefined);
  }, [blocks]);
  return (
    <>
      <button class="setting" aria-expanded={open} onClick={() => setOpen(!open)}>
        <div>{t.blockedPeople}</div>
        <span class="value">{blocks.size}</span>
        <Icon name="chevron-down" class={open ? "turned-up" : ""} />
      </button>
      {open && blocks.size === 0 && <div class="setting note">{t.nobodyBlocked}</div>}
      {open &&
        [...blocks].map((id) => (
          <div key={id} class="setting">
            <PersonAvatar id={id} user={users.get(id)} size={36} dot={false} />
            <div>
              <bdi class="clip">{nameOf(users.get(id))}</bdi>
            </div>
            <button
              class="button"
              onClick={() =>
                messenger.block(id, false).catch((failure: unknown) => setError(sentenceFor(failure)))
              }
            >
              {t.unblock}
            </button>
          </div>
        ))}
      {error && <ErrorLine text={error} />}
    </>
  );
}
