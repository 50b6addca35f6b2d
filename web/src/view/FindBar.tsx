import { useEffect, useRef, useState } from "preact/hooks";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { sentenceFor } from "./failure.ts";
import { giveFocusBack } from "./focus.ts";
import { Icon } from "./Icon.tsx";
import { useTalk } from "./talk.ts";
import { useFound } from "./useFound.ts";

/** Searches in the conversation that is open, and goes from one message that was found to the next. */
export function FindBar({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const talk = useTalk();
  const input = useRef<HTMLInputElement>(null);
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const wanted = query.trim();
  const found = useFound(wanted === "" ? "" : `in:${conversation.id} ${wanted}`);
  const items = [...found.items].sort((a, b) => b.seq - a.seq);
  const shown = items[at];
  useEffect(() => input.current?.focus(), []);
  useEffect(() => setAt(0), [query]);
  useEffect(() => {
    if (shown) talk.jump(shown.seq);
    if (found.more && at >= items.length - 1) found.loadMore();
  }, [shown?.seq]);
  const step = (by: 1 | -1) => items.length > 0 && setAt((at + by + items.length) % items.length);
  const close = () => {
    onClose();
    giveFocusBack(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === "Escape") close();
    else if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
    else if (event.key === "ArrowUp") step(1);
    else if (event.key === "ArrowDown") step(-1);
    else return;
    event.preventDefault();
  };
  return (
    <div class="find-bar" role="search">
      <label class="search-field">
        <Icon name="search" />
        <input
          ref={input}
          type="search"
          dir="auto"
          value={query}
          placeholder={t.searchHere}
          aria-label={t.searchHere}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setQuery(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <span class="find-count" role="status">
        {found.failure !== undefined
          ? sentenceFor(found.failure)
          : wanted === "" || !found.settled
            ? ""
            : items.length === 0
              ? t.nothingHere
              : t.foundOf(at + 1, items.length, found.more)}
      </span>
      <button type="button" class="icon-button" aria-label={t.foundOlder} title={t.foundOlder} onClick={() => step(1)}>
        <Icon name="chevron-up" />
      </button>
      <button type="button" class="icon-button" aria-label={t.foundNewer} title={t.foundNewer} onClick={() => step(-1)}>
        <Icon name="chevron-down" />
      </button>
      <button type="button" class="icon-button" aria-label={t.close} title={t.close} onClick={close}>
        <Icon name="x" />
      </button>
    </div>
  );
}
