import { useEffect } from "preact/hooks";
import { useAccount, useMessenger } from "./context.ts";
import { noticeSound, playTone, tell } from "./notices.ts";
import { rowFace } from "./rowFace.ts";

/** Tells of what the engine gives this window to tell; of muted conversations only if one is named. */
export function Notices() {
  const messenger = useMessenger();
  const { updates } = useAccount();
  useEffect(
    () =>
      messenger.onNotice(({ conversation, muted, mentioned, inView }) => {
        const state = messenger.state;
        const known = state.conversations.get(conversation);
        if (!known || inView || (muted && !mentioned)) return;
        if (noticeSound()) playTone();
        tell(updates, known, rowFace(state, known, false)).catch(() => undefined); // the title and the badge tell then
      }),
    [messenger],
  );
  return null;
}
