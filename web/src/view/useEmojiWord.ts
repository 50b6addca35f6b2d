import { useEffect, useState } from "preact/hooks";
import { chosenTone, emojiGroups, findEmoji, usedEmoji, withTone, type Emoji } from "./emoji.ts";
import { useOffers } from "./useOffers.ts";

const WORD = /(?:^|\s):([\p{L}\p{N}_+-]{2,24})$/u;
const MOST = 6;
const NONE: Emoji[] = [];

/** The emoji that a `:word` before the caret may mean. */
export function useEmojiWord(text: string, caret: number, onChoose: (from: number, to: number, emoji: string) => void) {
  const [found, setFound] = useState<Emoji[]>(NONE);
  const [shut, setShut] = useState("");
  const word = WORD.exec(text.slice(0, caret))?.[1];
  useEffect(() => {
    if (word === undefined || word === shut) return setFound(NONE);
    let stopped = false;
    emojiGroups().then(
      (groups) => void (stopped || setFound(findEmoji(groups, word, MOST))),
      () => undefined, // no list: the word stays a word
    );
    return () => void (stopped = true);
  }, [word, shut]);
  const choose = (one: Emoji) => {
    const emoji = withTone(one, chosenTone());
    usedEmoji(emoji);
    onChoose(caret - word!.length - 1, caret, `${emoji} `);
  };
  return useOffers(word === undefined || word === shut ? NONE : found, choose, () => setShut(word!));
}
