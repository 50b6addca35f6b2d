import { parse, type Piece } from "./richText.ts";

/** A message's text, drawn from its tree: text nodes and a handful of harmless elements. */
export function RichText({ text, format }: { text: string; format?: string }) {
  return <>{parse(text, format).map(drawn)}</>;
}

function drawn(piece: Piece, at: number) {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "strong":
      return <strong key={at}>{piece.pieces.map(drawn)}</strong>;
    case "em":
      return <em key={at}>{piece.pieces.map(drawn)}</em>;
    case "strike":
      return <s key={at}>{piece.pieces.map(drawn)}</s>;
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
    case "link":
      return (
        <a key={at} href={piece.href} target="_blank" rel="noopener noreferrer" dir="ltr">
          {piece.text}
        </a>
      );
  }
}
