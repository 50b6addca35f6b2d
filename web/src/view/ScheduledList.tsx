import { useLayoutEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import type { Scheduled } from "../state/schedule.ts";
import { t } from "../strings/table.ts";
import { useMessenger, useParley } from "./context.ts";
import { Dialog } from "./Dialog.tsx";
import { Empty } from "./Empty.tsx";
import { sentenceForCode } from "./failure.ts";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { excerpt } from "./richText.ts";
import { SendLater, whyNot } from "./SendLater.tsx";
import { shortMoment } from "./time.ts";

interface ScheduledListProps {
  conversation: Conversation;
  onClose: () => void;
}

/** What one has waiting in a conversation, the earliest first, and what wasn't sent. */
export function ScheduledList({ conversation, onClose }: ScheduledListProps) {
  const items = useParley((state) => state.scheduled.get(conversation.id)?.items);
  return (
    <Dialog title={t.scheduled} onClose={onClose}>
      <div class="scroll">
        {!items?.length && <Empty icon="clock" title={t.nothingScheduled} />}
        <ul class="rows scheduled">
          {items?.map((item) => (
            <li key={item.key}>
              <Waiting item={item} conversation={conversation.id} />
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function Waiting({ item, conversation }: { item: Scheduled; conversation: string }) {
  const messenger = useMessenger();
  const [doing, setDoing] = useState<"edit" | "time">();
  const [wrong, setWrong] = useState<string>();
  const { key, text = "", sendAt, state, code, poll } = item;
  const failed = state === "failed";
  const doIt = (work: Promise<void>) => {
    setWrong(undefined);
    work.catch((failure: unknown) => setWrong(whyNot(failure)));
  };
  if (doing === "edit") {
    const save = (next: string) => {
      setDoing(undefined);
      if (next !== text) doIt(messenger.schedule.alter(conversation, key, { text: next, format: "markdown" }));
    };
    return <Rewriting text={text} onSave={save} onCancel={() => setDoing(undefined)} />;
  }
  const tool = (icon: string, label: string, act: () => void) => (
    <button type="button" class="icon-button" aria-label={label} title={label} onClick={act}>
      <Icon name={icon} />
    </button>
  );
  return (
    <>
      <p class={failed ? "when failed" : "when"}>
        {failed ? `${t.wasNotSent(shortMoment(sendAt))} ${sentenceForCode(code ?? "") ?? t.errors.unknown}` : t.willBeSent(shortMoment(sendAt))}
      </p>
      <p class="what">
        <bdi dir="auto">{poll ? `${t.poll}: ${excerpt(text)}` : excerpt(text)}</bdi>
      </p>
      <div class="deeds">
        {tool("pencil", t.edit, () => setDoing("edit"))}
        {tool("clock", t.changeTime, () => setDoing("time"))}
        {tool("send", t.sendNow, () => doIt(messenger.schedule.sendNow(conversation, key)))}
        {tool("trash-2", t.deleteMessage, () => doIt(messenger.schedule.cancel(conversation, key)))}
      </div>
      {wrong && <ErrorLine text={wrong} />}
      {doing === "time" && (
        <SendLater
          title={t.changeTime}
          onChoose={(at) => messenger.schedule.alter(conversation, key, { sendAt: at })}
          onClose={() => setDoing(undefined)}
        />
      )}
    </>
  );
}

interface RewritingProps {
  text: string;
  onSave: (text: string) => void;
  onCancel: () => void;
}

function Rewriting({ text, onSave, onCancel }: RewritingProps) {
  const [now, setNow] = useState(text);
  const limit = useParley((state) => state.textLength);
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => field.current!.focus(), []);
  const good = now.trim() !== "" && [...now].length <= limit;
  return (
    <form
      class="rewriting"
      onSubmit={(event) => {
        event.preventDefault();
        if (good) onSave(now.trim());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    >
      <textarea
        rows={3}
        dir="auto"
        value={now}
        aria-label={t.editMessage}
        ref={field}
        onInput={(event) => setNow(event.currentTarget.value)}
      />
      <div class="form-end">
        <button type="button" class="button" onClick={onCancel}>
          {t.cancel}
        </button>
        <button class="button primary" aria-disabled={!good}>
          {t.save}
        </button>
      </div>
    </form>
  );
}
