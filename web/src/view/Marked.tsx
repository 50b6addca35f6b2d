import { marked } from "./search.ts";

/** A text with what was looked for on a marker. */
export function Marked({ text, query }: { text: string; query: string }) {
  return <>{marked(text.normalize("NFC"), query).map((part, at) => (at % 2 === 1 ? <mark key={at}>{part}</mark> : part))}</>;
}
