import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Icon } from "./Icon.tsx";
import { inSentence, titleOf } from "./names.ts";

const DRAFT_MS = 300;
/** The counter shows from here on. */
const NEARLY = 500;

const touch = matchMedia("(pointer: coarse)");

/** Where one writes. Enter sends on a desk and breaks the line by touch; what isn't sent is kept as a draft. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const blocked = useParley((state) => conversation.peer !== undefined && state.blocks.has(conversation.peer));
  const messenger = useMessenger();
  const mayWrite = conversation.role !== "reader" && (conversation.kind !== "channel" || conversation.role !== "member");
  if (blocked) {
    return (
      <Foot>
        <div class="instead">
          {t.blockedNotice}
          <button class="button text" onClick={() => void messenger.block(conversation.peer!, false)}>
            {t.unblock}
          </button>
        </div>
      </Foot>
    );
  }
  if (!mayWrite) {
    return (
      <Foot>
        <div class="instead">
          <Icon name="megaphone" />
          {t.readOnly}
        </div>
      </Foot>
    );
  }
  return <Writing conversation={conversation} />;
}

function Foot({ children }: { children: ComponentChildren }) {
  return (
    <footer class="foot">
      <div class="column">{children}</div>
    </footer>
  );
}

function Writing({ conversation }: { conversation: Conversation }) {
  const messenger = useMessenger();
  const limit = useParley((state) => state.textLength);
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const id = conversation.id;
  const [text, setText] = useState(() => messenger.state.drafts.get(id) ?? "");
  const field = useRef<HTMLTextAreaElement>(null);
  const latest = useRef(text);
  latest.current = text;

  useLayoutEffect(() => {
    if (!touch.matches) field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => messenger.saveDraft(id, text), DRAFT_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(
    () => () => {
      messenger.saveDraft(id, latest.current);
      messenger.typing(id, false);
    },
    [],
  );

  const length = [...text].length;
  const sendable = text.trim() !== "" && length <= limit;
  const send = () => {
    if (!sendable) return;
    messenger.send(id, text.trim());
    latest.current = "";
    setText("");
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || touch.matches) return;
    event.preventDefault();
    send();
  };
  return (
    <Foot>
      <div class="composer">
        <div class="grow">
          <span aria-hidden="true">{text}&#8203;</span>
          <textarea
            ref={field}
            rows={1}
            dir="auto"
            value={text}
            placeholder={t.message}
            aria-label={t.messageTo(inSentence(titleOf({ users, me }, conversation)))}
            enterkeyhint={touch.matches ? "enter" : "send"}
            onInput={(event) => {
              const now = event.currentTarget.value;
              setText(now);
              messenger.typing(id, now.trim() !== "");
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        {length > limit - NEARLY && (
          <span class={`counter ${length > limit ? "over" : ""}`} role="status">
            {length > limit ? t.tooLong(length - limit) : t.left(limit - length)}
          </span>
        )}
        <button
          class="send"
          aria-label={t.send}
          title={t.send}
          aria-disabled={!sendable}
          onMouseDown={(event) => event.preventDefault()}
          onClick={send}
        >
          <Icon name="arrow-up" />
        </button>
      </div>
    </Foot>
  );
}
