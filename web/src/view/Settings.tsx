import { useState } from "preact/hooks";
import { t } from "../strings/table.ts";
import { PersonAvatar } from "./Avatar.tsx";
import { ConnectionStrip } from "./ConnectionStrip.tsx";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { handleOf, nameOf } from "./names.ts";
import { addressOf, type SettingsPageName } from "./place.ts";
import { theme } from "./preferences.ts";
import { SignOut } from "./parts.ts";
import { inMegabytes, useStored } from "./stored.ts";
import { TabBar } from "./TabBar.tsx";
import { usePresenceLine } from "./usePresenceLine.ts";

/** The settings place: one's own profile first, then the pages. */
export function Settings({ page }: { page?: SettingsPageName }) {
  const me = useParley((state) => state.me);
  const presence = usePresenceLine(me?.id);
  const stored = useStored();
  const [leaving, setLeaving] = useState(false);
  const items: { page: SettingsPageName; icon: string; label: string; value?: string }[] = [
    { page: "notices", icon: "bell", label: t.notices },
    { page: "privacy", icon: "shield", label: t.privacyAndDevices },
    { page: "appearance", icon: "sun-moon", label: t.appearance, value: t.themes[theme()] },
    { page: "language", icon: "languages", label: t.language, value: t.languageName },
    { page: "keyboard", icon: "keyboard", label: t.keyboard },
    { page: "data", icon: "hard-drive", label: t.dataHere, value: stored === undefined ? undefined : inMegabytes(stored) },
  ];
  return (
    <nav class="pane list-pane" aria-label={t.settings}>
      <div class="bar">
        <h1>{t.settings}</h1>
      </div>
      <div class="scroll menu-list">
        {me && (
          <a
            class="menu-item self"
            href={addressOf({ tab: "settings", page: "profile" })}
            aria-current={page === "profile" ? "page" : undefined}
          >
            <PersonAvatar user={me} id={me.id} size={52} />
            <span>
              <bdi>{nameOf(me)}</bdi>
              <span class="note">
                {[handleOf(me), presence].filter(Boolean).join(", ")}
              </span>
            </span>
            <Icon name="chevron-right" class="value" />
          </a>
        )}
        <hr />
        {items.map(({ page: name, icon, label, value }) => (
          <a
            key={name}
            class="menu-item"
            href={addressOf({ tab: "settings", page: name })}
            aria-current={page === name ? "page" : undefined}
          >
            <Icon name={icon} />
            {label}
            {value && <span class="value">{value}</span>}
          </a>
        ))}
        <hr />
        <a
          class="menu-item"
          href={addressOf({ tab: "settings", page: "about" })}
          aria-current={page === "about" ? "page" : undefined}
        >
          <Icon name="info" />
          {t.about}
          <span class="value">1.0</span>
        </a>
        <button class="menu-item destructive" onClick={() => setLeaving(true)}>
          <Icon name="log-out" />
          {t.signOut}
        </button>
      </div>
      <ConnectionStrip />
      <TabBar current="settings" />
      {leaving && <SignOut onClose={() => setLeaving(false)} />}
    </nav>
  );
}
