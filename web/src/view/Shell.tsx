import { useEffect, useRef, useState } from "preact/hooks";
import { Contacts } from "./Contacts.tsx";
import { useMessenger, useParley } from "./context.ts";
import { ConversationList } from "./ConversationList.tsx";
import { ConversationPane } from "./ConversationPane.tsx";
import { Details } from "./Details.tsx";
import { Mark } from "./Icon.tsx";
import { ListEdge } from "./ListEdge.tsx";
import { Notices } from "./Notices.tsx";
import { InvitationPage, JoinPage, NewConversation, RequestList, SettingsPage, Thread } from "./parts.ts";
import { addressOf, go, goBack, usePlace, type Place } from "./place.ts";
import { isGone } from "./failure.ts";
import { detailsOpen, rememberDetails } from "./preferences.ts";
import { Settings } from "./Settings.tsx";
import { t } from "../strings/table.ts";
import { TabTitle } from "./TabTitle.tsx";
import { useFocusKept } from "./useFocusKept.ts";
import { useKeyboardRoom } from "./useKeyboardRoom.ts";
import { useKeys } from "./useKeys.ts";
import { useWide } from "./useWide.ts";

/** Three panes on a desk, the same three as pages on a phone. */
export function Shell({ onLanguage }: { onLanguage: () => void }) {
  const messenger = useMessenger();
  const place = usePlace();
  const wide = useWide(1200);
  const [docked, setDocked] = useState(detailsOpen);
  const [starting, setStarting] = useState(false);
  const open = place.tab === "chats" ? place.conversation : undefined;
  const known = useParley((state) => open !== undefined && state.conversations.has(open));
  const app = useRef<HTMLDivElement>(null);
  const missing = useSearched(open, known);
  useKeys(open);
  useFocusKept();
  useKeyboardRoom();
  const thread = threadAt(place);
  const details = known && (thread !== undefined || (wide ? docked : isDetails(place)));

  const toggleDetails = () => {
    if (thread !== undefined) return goBack({ tab: "chats", conversation: open });
    if (wide) {
      setDocked(!docked);
      rememberDetails(!docked);
    } else if (details) goBack({ tab: "chats", conversation: open });
    else go({ tab: "chats", conversation: open, details: true });
  };
  useEffect(() => messenger.lookAt(open), [open]);
  useEffect(() => {
    // A page of its own only where there is no room beside the conversation.
    if (wide && isDetails(place)) location.replace(addressOf({ tab: "chats", conversation: open }));
  }, [wide, place]);

  return (
    <div class={`app ${details ? "with-details" : ""}`} data-page={missing ? "main" : pageOf(place, known)} ref={app}>
      <TabTitle />
      <Notices listed={place.tab === "chats" && !known} />
      <FirstPane place={place} open={open} onNew={() => setStarting(true)} />
      {place.tab === "settings" && place.page && <SettingsPage page={place.page} onLanguage={onLanguage} />}
      {place.tab === "chats" && open && known && (
        <ConversationPane key={open} id={open} seq={place.seq} detailsOpen={details} onDetails={toggleDetails} />
      )}
      {place.tab === "invitation" && <InvitationPage key={place.code} code={place.code} />}
      {missing && <JoinPage key={open} id={open!} />}
      {isEmpty(place, known) && !missing && <Nobody />}
      {details && <ThirdPane id={open!} thread={thread} onClose={toggleDetails} />}
      <ListEdge app={app} />
      {starting && <NewConversation onClose={() => setStarting(false)} />}
    </div>
  );
}

/** Where one chooses: chats, or strangers' requests while one looks at those, people, pages of the settings. */
function FirstPane({ place, open, onNew }: { place: Place; open: string | undefined; onNew: () => void }) {
  const request = useParley((state) => state.conversations.get(open ?? "")?.request === true);
  switch (place.tab) {
    case "contacts":
      return <Contacts />;
    case "settings":
      return <Settings page={place.page} />;
    case "requests":
      return <RequestList />;
    case "chats":
    case "invitation":
      return request ? <RequestList open={open} /> : <ConversationList open={open} onNew={onNew} />;
  }
}

/** The conversation's details, or a thread of it; over the other two panes where there is no room beside them. */
function ThirdPane({ id, thread, onClose }: { id: string; thread: number | undefined; onClose: () => void }) {
  return (
    <>
      <div class="drawer-scrim" onClick={onClose} />
      {thread === undefined ? (
        <Details key={id} id={id} onClose={onClose} />
      ) : (
        <Thread key={`${id} ${thread}`} id={id} root={thread} onClose={onClose} />
      )}
    </>
  );
}

function threadAt(place: Place): number | undefined {
  return place.tab === "chats" ? place.thread : undefined;
}

function isDetails(place: Place): boolean {
  return place.tab === "chats" && place.details === true;
}

/** Nothing stands in the middle. */
function isEmpty(place: Place, known: boolean): boolean {
  if (place.tab === "invitation") return false;
  return !(place.tab === "settings" && place.page) && !known;
}

function pageOf(place: Place, known: boolean): "list" | "main" | "details" {
  if (place.tab === "invitation") return "main";
  if (place.tab === "settings") return place.page ? "main" : "list";
  if (place.tab !== "chats" || !place.conversation || !known) return "list";
  return place.details || place.thread !== undefined ? "details" : "main";
}

/** Asks for a conversation that a link leads to and that isn't held; true if there is none for this person. */
function useSearched(open: string | undefined, known: boolean): boolean {
  const messenger = useMessenger();
  const live = useParley((state) => state.link.phase === "live");
  const [missing, setMissing] = useState<string>();
  useEffect(() => {
    if (!open || known || !live) return;
    messenger.find(open).catch((failure: unknown) => isGone(failure) && setMissing(open));
  }, [open, known, live]);
  return open !== undefined && !known && missing === open;
}

function Nobody() {
  return (
    <main class="pane main-pane">
      <div class="nobody">
        <Mark />
        <p>{t.chooseChat}</p>
      </div>
    </main>
  );
}
