import { t } from "../strings/table.ts";
import { NamedRow } from "./NamedRow.tsx";
import { Offers } from "./Offers.tsx";
import type { useEmojiWord } from "./useEmojiWord.ts";
import type { useNameWord } from "./useNameWord.ts";

interface WordOffersProps {
  words: ReturnType<typeof useEmojiWord>;
  names: ReturnType<typeof useNameWord>;
  id: string;
  members: number;
}

/** Over the text field: what the word at the caret may become, an emoji or a name. */
export function WordOffers({ words, names, id, members }: WordOffersProps) {
  return (
    <>
      {words.offered.length > 0 && (
        <Offers {...words} id={id} label={t.emoji} keyOf={({ emoji }) => emoji} onChoose={words.choose}>
          {({ emoji, name }) => (
            <>
              <span class="glyph" aria-hidden="true">
                {emoji}
              </span>
              <span class="clip">{name}</span>
            </>
          )}
        </Offers>
      )}
      {names.offered.length > 0 && (
        <Offers {...names} id={id} label={t.people} keyOf={({ id: one }) => one} onChoose={names.choose}>
          {(one) => <NamedRow named={one} members={members} />}
        </Offers>
      )}
    </>
  );
}
