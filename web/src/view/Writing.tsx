import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Poll } from "../protocol/frames.ts";
import { heldMessage } from "../state/events/places.ts";
import { placeOf } from "../state/drafts.ts";
import { randomKey } from "../state/key.ts";
import type { Conversation } from "../state/model.ts";
import type { Besides } from "../state/tabs/tab.ts";
import { t } from "../strings/table.ts";
import { ComposingStrip } from "./ComposingStrip.tsx";
import { useMessenger, useParley } from "./context.ts";
import { usedEmoji } from "./emoji.ts";
import { EmojiPicker, NewPoll, SendLater } from "./parts.ts";
import { Icon } from "./Icon.tsx";
import { namedIn } from "./mentions.ts";
import { inSentence, titleOf } from "./names.ts";
import { enterSends } from "./preferences.ts";
import { Plus } from "./Plus.tsx";
import { SendButton } from "./SendButton.tsx";
import { useTalk, type Composing } from "./talk.ts";
import { useComposing } from "./useComposing.ts";
import { useDraft } from "./useDraft.ts";
import { useEmojiWord } from "./useEmojiWord.ts";
import { useNameWord } from "./useNameWord.ts";
import { WordOffers } from "./WordOffers.tsx";

/** The counter shows from here on. */
const NEARLY = 500;

const touch = matchMedia("(pointer: coarse)");

interface WritingProps {
  conversation: Conversation;
  composing?: Composing;
  /** The message that began the thread in which one writes. */
  thread?: number;
}

/** Where one writes. Enter sends on a desk and breaks the line by touch; what isn't sent is kept as a draft. */
export function Writing({ conversation, composing, thread }: WritingProps) {
  const messenger = useMessenger();
  const limit = useParley((state) => state.textLength);
  const users = useParley((state) => state.users);
  const me = useParley((state) => state.me);
  const id = conversation.id;
  /** A thread's draft stands beside that of its conversation. */
  const place = placeOf(id, thread);
  const field = useRef<HTMLTextAreaElement>(null);
  const talk = useTalk();
  const draft = useDraft(place, field, (seq) => talk.compose(seq === undefined ? undefined : { mode: "reply", seq }));
  const { text } = draft;
  const [caret, setCaret] = useState(0);
  const [picking, setPicking] = useState<HTMLElement>();
  const [seconds, setSeconds] = useState<number>();
  const [asking, setAsking] = useState<"poll" | "later">();
  const listId = useId();
  /** Of what is sent later: the same for as long as the server hasn't taken it, so that it takes it once. */
  const key = useRef(randomKey());
  const focus = () => {
    field.current?.focus();
    field.current?.setSelectionRange(field.current.value.length, field.current.value.length);
  };
  const also = useComposing(conversation, composing, place, text, draft.setText, () => requestAnimationFrame(focus));
  draft.useKept(also.draft(), also.replying, also.editing !== undefined);

  useLayoutEffect(() => {
    if (!touch.matches) field.current?.focus({ preventScroll: true });
  }, []);
  useEffect(() => () => messenger.typing(id, false), []);

  const replace = (from: number, to: number, by: string) => {
    const element = field.current!;
    element.setRangeText(by, from, to, "end");
    draft.write(element.value);
    setCaret(element.selectionStart);
  };
  const words = useEmojiWord(text, caret, replace);
  const names = useNameWord(conversation, text, caret, replace);
  const length = [...text].length;
  const sendable = text.trim() !== "" && length <= limit;
  const send = () => {
    if (!sendable) return;
    if (also.editing !== undefined) {
      const target = also.editing;
      if (heldMessage(conversation, target)?.text !== text.trim()) {
        messenger.change(id, { type: "edit", target, text: text.trim(), format: "markdown" });
      }
    } else {
      messenger.send(id, text.trim(), besides());
      empty();
    }
    also.end();
    field.current?.focus();
  };
  /** What goes with the next message besides its text. */
  const besides = (): Besides => {
    const mentions = namedIn(text, names.people);
    return {
      ...(mentions.length > 0 && { mentions }),
      ...(also.replying !== undefined && { replyTo: also.replying }),
      ...(thread !== undefined && { thread }),
      ...(seconds !== undefined && { expiresInS: seconds }),
    };
  };
  const empty = () => {
    draft.empty();
    setSeconds(undefined);
  };
  const sendLater = async (sendAt: string) => {
    await messenger.schedule.add(id, { key: key.current, sendAt, text: text.trim(), ...besides(), format: "markdown" });
    key.current = randomKey();
    void messenger.saveDraft(place, "");
    empty();
    also.end();
  };
  const ask = (question: string, poll: Poll) => {
    messenger.send(id, question, { ...besides(), poll });
    empty();
    also.end();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (words.onKeyDown(event) || names.onKeyDown(event) || (!event.isComposing && also.onKeyDown(event))) return;
    if (event.key !== "Enter" || event.isComposing || touch.matches) return;
    const modified = event.shiftKey || event.ctrlKey || event.metaKey;
    if (enterSends() ? event.shiftKey : !modified) return;
    event.preventDefault();
    send();
  };
  const pick = (emoji: string) => {
    usedEmoji(emoji);
    setPicking(undefined);
    const element = field.current!;
    replace(element.selectionStart, element.selectionEnd, emoji);
  };
  const active = words.offered.length > 0 ? words.active : names.offered.length > 0 ? names.active : undefined;
  return (
    <>
      <WordOffers words={words} names={names} id={listId} members={conversation.members} />
      <div class={composing ? "composer has-strip" : "composer"}>
        {composing && <ComposingStrip conversation={conversation} composing={composing} onEnd={also.end} />}
        {also.editing === undefined && (
          <Plus
            seconds={seconds}
            onSeconds={setSeconds}
            onPoll={() => setAsking("poll")}
            onLater={sendable ? () => setAsking("later") : undefined}
          />
        )}
        <div class="grow">
          <span aria-hidden="true">{text}&#8203;</span>
          <textarea
            ref={field}
            rows={1}
            dir="auto"
            value={text}
            placeholder={t.message}
            aria-label={t.messageTo(inSentence(titleOf({ users, me }, conversation)))}
            aria-controls={active === undefined ? undefined : listId}
            aria-activedescendant={active === undefined ? undefined : `${listId}-${active}`}
            enterkeyhint={touch.matches ? "enter" : "send"}
            onInput={(event) => {
              const now = event.currentTarget.value;
              draft.write(now);
              setCaret(event.currentTarget.selectionStart);
              messenger.typing(id, now.trim() !== "");
            }}
            onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
          />
        </div>
        {length > limit - NEARLY && (
          <span class={`counter ${length > limit ? "over" : ""}`} role="status">
            {length > limit ? t.tooLong(length - limit) : t.left(limit - length)}
          </span>
        )}
        <button
          class="icon-button"
          aria-label={t.emoji}
          title={t.emoji}
          aria-haspopup="dialog"
          onClick={(event) => setPicking(event.currentTarget)}
        >
          <Icon name="smile" />
        </button>
        <SendButton editing={also.editing !== undefined} sendable={sendable} onSend={send} onLater={() => setAsking("later")} />
      </div>
      {picking && <EmojiPicker opener={field.current} onPick={pick} onClose={() => setPicking(undefined)} />}
      {asking === "poll" && <NewPoll question={text} limit={limit} onAsk={ask} onClose={() => setAsking(undefined)} />}
      {asking === "later" && <SendLater onChoose={sendLater} onClose={() => setAsking(undefined)} />}
    </>
  );
}
