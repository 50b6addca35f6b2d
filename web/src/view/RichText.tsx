import type { ComponentChildren } from "preact";
import { cutAtNames } from "./mentions.ts";
import { placeOfLink } from "./place.ts";
import { parse, type Piece } from "./richText.ts";

/** A message's text, drawn from its tree: text nodes and a handful of harmless elements. */
export function RichText({ text, format, names }: { text: string; format?: string; names?: Names }) {
  return <>{parse(text, format).map((piece, at) => drawn(piece, at, names))}</>;
}

/** Who is named, by what is written; true if that is the reader. */
type Names = ReadonlyMap<string, boolean>;

function drawn(piece: Piece, at: number, names: Names | undefined): ComponentChildren {
  const inside = (pieces: Piece[]) => pieces.map((one, nth) => drawn(one, nth, names));
  switch (piece.kind) {
    case "text":
      return names ? withNames(piece.text, names) : piece.text;
    case "strong":
      return <strong key={at}>{inside(piece.pieces)}</strong>;
    case "em":
      return <em key={at}>{inside(piece.pieces)}</em>;
    case "strike":
      return <s key={at}>{inside(piece.pieces)}</s>;
    case "code":
      return (
        <code key={at} dir="ltr">
          {piece.text}
        </code>
      );
    case "block":
      return (
        <pre key={at} dir="ltr">
          <code>{piece.text}</code>
        </pre>
      );
    case "link": {
      const inside = placeOfLink(piece.href);
      return inside !== undefined ? (
        <a key={at} href={inside} dir="ltr">
          {piece.text}
        </a>
      ) : (
        <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer" dir="ltr">
          {piece.text}
        </a>
      );
    }
  }
}

function withNames(text: string, names: Names): ComponentChildren {
  return cutAtNames(text).map((part, at) => {
    const mine = at % 2 === 1 ? names.get(part.toLowerCase()) : undefined;
    if (mine === undefined) return part;
    return mine ? <mark key={at}>{part}</mark> : <b key={at}>{part}</b>;
  });
}
