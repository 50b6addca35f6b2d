import { useEffect, useRef, useState } from "preact/hooks";
import { ConversationAvatar } from "./Avatar.tsx";
import { useAccount, useMessenger, useParley } from "./context.ts";
import { noticeSound, playTone, tell } from "./notices.ts";
import { addressOf } from "./place.ts";
import { rowFace } from "./rowFace.ts";
import { useWide } from "./useWide.ts";

const SHOWN_MS = 4_000;

/**
 * Tells of what the engine gives this window to tell; of muted conversations only if one is named. While
 * the window is looked at, a desk's list tells it by itself; a phone, which shows one page, shows a bar.
 */
export function Notices({ listed }: { listed: boolean }) {
  const messenger = useMessenger();
  const { updates } = useAccount();
  const wide = useWide(720);
  const [told, setTold] = useState<{ conversation: string }>();
  const bar = useRef(false);
  bar.current = !wide && !listed;
  useEffect(
    () =>
      messenger.onNotice(({ conversation, muted, mentioned, inView }) => {
        const state = messenger.state;
        const known = state.conversations.get(conversation);
        if (!known || (muted && !mentioned)) return;
        if (inView) return bar.current ? setTold({ conversation }) : undefined;
        if (noticeSound()) playTone();
        tell(updates, known, rowFace(state, known, false)).catch(() => undefined); // the title and the badge tell then
      }),
    [messenger],
  );
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(undefined), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [told]);
  return (
    <div class="notice-place" role="status">
      {told && bar.current && <NoticeBar id={told.conversation} onOpened={() => setTold(undefined)} />}
    </div>
  );
}

/** What came in another chat, under the header; pressed, it opens that chat. */
function NoticeBar({ id, onOpened }: { id: string; onOpened: () => void }) {
  const messenger = useMessenger();
  const conversation = useParley((state) => state.conversations.get(id));
  if (!conversation) return null;
  const { title, preview } = rowFace(messenger.state, conversation, false);
  return (
    <a class="notice-bar" href={addressOf({ tab: "chats", conversation: id })} onClick={onOpened}>
      <ConversationAvatar conversation={conversation} size={36} />
      <span class="names">
        <bdi class="head clip">{title}</bdi>
        <span class="note clip">
          {preview.who && <span>{preview.who} </span>}
          <bdi>{preview.text}</bdi>
        </span>
      </span>
    </a>
  );
}
