import { useLayoutEffect, useRef } from "preact/hooks";
import { t } from "../strings/table.ts";
import { Icon } from "./Icon.tsx";
import { usePlace } from "./place.ts";
import { listWidth } from "./preferences.ts";
import { SearchShape } from "./SearchField.tsx";
import { TabLinks } from "./TabBar.tsx";

/** The panes as they stand before what this device holds is read: nothing in them moves when it is there. */
export function Frame() {
  const place = usePlace();
  const app = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => app.current!.style.setProperty("--list", `${listWidth()}px`), []);
  const inside = place.tab === "chats" ? place.conversation : place.tab === "settings" ? place.page : undefined;
  const current = place.tab === "contacts" || place.tab === "settings" ? place.tab : "chats";
  const title = { chats: t.chats, contacts: t.contacts, settings: t.settings }[current];
  return (
    <div class="app" data-page={inside ? "main" : "list"} aria-busy="true" ref={app}>
      <nav class="pane list-pane" aria-label={title}>
        <div class="bar">
          {current === "chats" ? (
            <>
              <h1 class="place-title">{title}</h1>
              <SearchShape label={t.search} shortcut />
              <span class="icon-button">
                <Icon name="square-pen" />
              </span>
            </>
          ) : (
            <h1>{title}</h1>
          )}
        </div>
        <div class="scroll" />
        <TabLinks current={current} />
      </nav>
      <main class="pane main-pane">{inside && <div class="bar" />}</main>
    </div>
  );
}
