import { useEffect, useState } from "preact/hooks";
import { isSaved } from "../state/selectors.ts";
import { t } from "../strings/table.ts";
import { ConversationAvatar } from "./Avatar.tsx";
import { useMessenger, useParley } from "./context.ts";
import { DetailsActions } from "./DetailsActions.tsx";
import { DetailsEnding } from "./DetailsEnding.tsx";
import { Icon } from "./Icon.tsx";
import { Members } from "./Members.tsx";
import { clean, handleOf, titleOf } from "./names.ts";
import { usePresenceLine } from "./usePresenceLine.ts";

/** The third pane: who this is, or who is in it. */
export function Details({ id, onClose }: { id: string; onClose: () => void }) {
  const conversation = useParley((state) => state.conversations.get(id));
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const presence = usePresenceLine(conversation?.peer);
  if (!conversation) return null;
  const direct = conversation.kind === "direct";
  const peer = direct ? users.get(conversation.peer ?? "") : undefined;
  const subtitle = isSaved(conversation, me?.id)
    ? t.startOfNotes
    : direct
      ? [peer && handleOf(peer), presence].filter(Boolean).join(", ")
      : clean(conversation.description);
  return (
    <aside class="pane details-pane" aria-label={t.details}>
      <header class="bar">
        <button class="icon-button back" aria-label={t.back} onClick={onClose}>
          <Icon name="chevron-left" />
        </button>
        <h2>{t.details}</h2>
        <button class="icon-button close" aria-label={t.close} onClick={onClose}>
          <Icon name="x" />
        </button>
      </header>
      <div class="scroll">
        <div class="about">
          <ConversationAvatar conversation={conversation} size={80} />
          <h3>
            <bdi>{titleOf({ users, me }, conversation)}</bdi>
          </h3>
          {subtitle && <p dir="auto">{subtitle}</p>}
        </div>
        <DetailsActions conversation={conversation} />
        {peer && <AboutPerson user={peer.id} />}
        {!direct && <Members conversation={conversation} />}
        <DetailsEnding conversation={conversation} />
      </div>
    </aside>
  );
}

/** What someone says of themself, asked of the server when one looks. */
function AboutPerson({ user }: { user: string }) {
  const messenger = useMessenger();
  const [biography, setBiography] = useState("");
  useEffect(() => {
    messenger.profileOf(user).then((profile) => setBiography(clean(profile.biography ?? "")), () => undefined);
  }, [user]);
  if (biography === "") return null;
  return (
    <div class="about-person">
      <h3>{t.aboutPerson}</h3>
      <p dir="auto">{biography}</p>
    </div>
  );
}
