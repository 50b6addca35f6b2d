import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { draftIn, type Draft } from "../state/drafts.ts";
import { useMessenger, useParley } from "./context.ts";

const SAVE_MS = 300;

/**
 * The text of a field that is kept as a draft of a place, on this device and on one's others. What was written
 * elsewhere comes into the field, unless somebody writes in it.
 *
 * @param onReply a draft from elsewhere answers a message, or none
 */
export function useDraft(place: string, field: RefObject<HTMLTextAreaElement>, onReply: (seq: number | undefined) => void) {
  const messenger = useMessenger();
  const told = useParley((state) => state.drafts.get(place));
  const [text, setText] = useState(() => draftIn(messenger.state, place)?.text ?? "");
  /** Something was typed that isn't kept yet. */
  const typed = useRef(false);
  /** What stands in the field was typed into it, and didn't come from elsewhere. */
  const own = useRef(false);
  const known = useRef<Draft | undefined>(told);
  const latest = useRef<{ text: string; replyTo?: number; editing: boolean }>({ text, editing: false });

  useEffect(() => {
    if (told === known.current) return;
    known.current = told;
    if (!told || typed.current || latest.current.editing || told.text === latest.current.text) return;
    const writing = own.current && document.hasFocus() && document.activeElement === field.current;
    if (writing && latest.current.text !== "") return;
    own.current = false;
    setText(told.text);
    if (told.replyTo !== latest.current.replyTo) onReply(told.replyTo);
  }, [told]);

  const save = () => {
    typed.current = false;
    void messenger.saveDraft(place, latest.current.text, latest.current.replyTo);
  };
  useEffect(() => () => void (typed.current && save()), []);

  return {
    text,
    setText,
    /** The person wrote this, as against what came from elsewhere. */
    write: (now: string) => {
      typed.current = true;
      own.current = true;
      setText(now);
    },
    /** It was sent, or goes another way. */
    empty: () => {
      typed.current = false;
      latest.current = { text: "", editing: false };
      setText("");
    },
    /** What is to be kept as it is drawn now: of what one edits, what one had put aside. */
    useKept: (text: string, replyTo: number | undefined, editing: boolean) => {
      latest.current = { text, replyTo, editing };
      useEffect(() => {
        if (editing) return;
        const timer = setTimeout(save, SAVE_MS);
        return () => clearTimeout(timer);
      }, [text, replyTo, editing]);
    },
  };
}
