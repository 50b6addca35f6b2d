import { requests, unreadChats } from "../state/selectors.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { addressOf } from "./place.ts";

type TabName = "chats" | "contacts" | "settings";

/** The foot of the list pane: the three places of the client. */
export function TabBar({ current }: { current: TabName }) {
  const unread = useParley(unreadChats);
  const asked = useParley((state) => requests(state).length);
  return <TabLinks current={current} unread={unread} asked={asked} />;
}

interface TabLinksProps {
  current: TabName;
  unread?: number;
  asked?: number;
}

export function TabLinks({ current, unread = 0, asked = 0 }: TabLinksProps) {
  const tabs = [
    { tab: "chats", icon: "message-circle", label: t.chats, count: unread },
    { tab: "contacts", icon: "users", label: t.contacts, count: asked },
    { tab: "settings", icon: "settings", label: t.settings, count: 0 },
  ] as const;
  return (
    <nav class="tabs">
      {tabs.map(({ tab, icon, label, count }) => (
        <a key={tab} href={addressOf({ tab })} aria-current={tab === current ? "page" : undefined}>
          <span class="glyph">
            <Icon name={icon} />
            {count > 0 && <span class="badge">{count > 99 ? "99+" : count}</span>}
          </span>
          {label}
        </a>
      ))}
    </nav>
  );
}
