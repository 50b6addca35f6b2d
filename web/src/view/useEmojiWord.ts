import { useEffect, useState } from "preact/hooks";
import { chosenTone, emojiGroups, findEmoji, usedEmoji, withTone, type Emoji } from "./emoji.ts";

const WORD = /(?:^|\s):([\p{L}\p{N}_+-]{2,24})$/u;
const MOST = 6;

/** The emoji that a `:word` before the caret may mean, and what the keys do while they are offered. */
export function useEmojiWord(text: string, caret: number, onChoose: (from: number, to: number, emoji: string) => void) {
  const [found, setFound] = useState<Emoji[]>([]);
  const [active, setActive] = useState(0);
  const [shut, setShut] = useState("");
  const word = WORD.exec(text.slice(0, caret))?.[1];
  useEffect(() => {
    setActive(0);
    if (word === undefined || word === shut) return setFound([]);
    let stopped = false;
    emojiGroups().then(
      (groups) => void (stopped || setFound(findEmoji(groups, word, MOST))),
      () => undefined, // no list: the word stays a word
    );
    return () => void (stopped = true);
  }, [word, shut]);
  const offered = word === undefined || word === shut ? [] : found;
  const choose = (one: Emoji) => {
    const emoji = withTone(one, chosenTone());
    usedEmoji(emoji);
    onChoose(caret - word!.length - 1, caret, `${emoji} `);
  };
  return {
    offered,
    active,
    choose,
    /** True if the key was for the list. */
    onKeyDown: (event: KeyboardEvent): boolean => {
      if (offered.length === 0 || event.isComposing) return false;
      if (event.key === "ArrowDown") setActive((active + 1) % offered.length);
      else if (event.key === "ArrowUp") setActive((active + offered.length - 1) % offered.length);
      else if (event.key === "Enter" || event.key === "Tab") choose(offered[active]!);
      else if (event.key === "Escape") setShut(word!);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}
