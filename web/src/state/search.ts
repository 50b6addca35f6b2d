import type { Id, MessageFrame, Time, User } from "../protocol/frames.ts";

/** Where a word that was looked for is in a text: UTF-16 code units, the end not included. */
export interface Highlight {
  start: number;
  end: number;
}

/** A message that was found. */
export interface Found {
  conversation: Id;
  seq: number;
  from: Id;
  at: Time;
  text: string;
  highlights: Highlight[];
}

export interface FoundPage {
  items: Found[];
  /** Where the next page begins; none if this is the last. */
  next?: string;
}

/** A page as `GET /v1/search` answers it. */
export interface SearchAnswer {
  items: { message: MessageFrame; highlights: Highlight[] }[];
  next?: string | null;
  users?: User[];
}

export function foundIn({ items, next }: SearchAnswer): FoundPage {
  const found = items
    .filter(({ message }) => !message.gone)
    .map(({ message, highlights }) => {
      const { conversation, seq, from, at, text = "" } = message;
      return { conversation, seq, from, at, text, highlights };
    });
  return { items: found, next: next ?? undefined };
}

export function pathOf(query: string, cursor: string | undefined): string {
  const more = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
  return `v1/search?q=${encodeURIComponent(query)}&limit=20${more}`;
}
