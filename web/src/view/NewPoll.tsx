import { useState } from "preact/hooks";
import type { Poll } from "../protocol/frames.ts";
import { t } from "../strings/table.ts";
import { Dialog } from "./Dialog.tsx";
import { ErrorLine } from "./Field.tsx";
import { Icon } from "./Icon.tsx";
import { Moment, momentIn } from "./Moment.tsx";
import { Switch } from "./Switch.tsx";
import { spanOf } from "./time.ts";

const MOST = 20;
const LONGEST = 100;
/** Seconds that a poll may be open. */
const SPANS = [3_600, 86_400, 604_800];

interface NewPollProps {
  /** What was typed already: the question. */
  question: string;
  /** So long it may be. */
  limit: number;
  onAsk: (question: string, poll: Poll) => void;
  onClose: () => void;
}

/** Asks for a question and what can be answered. The last empty option makes room for the next. */
export function NewPoll({ question: typed, limit, onAsk, onClose }: NewPollProps) {
  const [question, setQuestion] = useState(typed);
  const [options, setOptions] = useState(["", ""]);
  const [multiple, setMultiple] = useState(false);
  const [anonymous, setAnonymous] = useState(false);
  const [closes, setCloses] = useState<"never" | "then" | number>("never");
  const [moment, setMoment] = useState("");
  const [wrong, setWrong] = useState<string>();
  const write = (at: number, text: string) => {
    const next = options.map((option, nth) => (nth === at ? text : option));
    if (next.at(-1)!.trim() !== "" && next.length < MOST) next.push("");
    setOptions(next);
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const given = options.map((option) => option.trim()).filter((option) => option !== "");
    const until = closes === "then" ? momentIn(moment) : { at: closes === "never" ? undefined : soon(closes) };
    const why =
      (question.trim() === "" && t.errors.required) ||
      ([...question.trim()].length > limit && t.errors.too_long) ||
      (given.length < 2 && t.pollTooFew) ||
      (new Set(given).size < given.length && t.pollTwice) ||
      ("wrong" in until && until.wrong);
    if (why) return setWrong(why);
    onClose();
    onAsk(question.trim(), {
      options: given,
      ...(multiple && { multiple }),
      ...(anonymous && { anonymous }),
      ...("at" in until && until.at && { closesAt: until.at }),
    });
  };
  return (
    <Dialog title={t.newPoll} onClose={onClose}>
      <form class="dialog-form" onSubmit={submit} novalidate>
        <div class="scroll poll-form">
          <label class="field">
            <span>{t.pollQuestion}</span>
            <textarea rows={2} dir="auto" value={question} data-first onInput={(event) => setQuestion(event.currentTarget.value)} />
          </label>
          <fieldset>
            <legend>{t.pollOptions}</legend>
            {options.map((option, at) => (
              <div key={at} class="input">
                <input
                  dir="auto"
                  maxLength={LONGEST}
                  value={option}
                  aria-label={t.pollOption(at + 1)}
                  placeholder={t.pollOption(at + 1)}
                  onInput={(event) => write(at, event.currentTarget.value)}
                />
                {options.length > 2 && (
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={t.removeOption(at + 1)}
                    title={t.removeOption(at + 1)}
                    onClick={() => setOptions(options.filter((_, nth) => nth !== at))}
                  >
                    <Icon name="x" />
                  </button>
                )}
              </div>
            ))}
          </fieldset>
          <Switch label={t.pollMultiple} on={multiple} onChange={setMultiple} />
          <Switch label={t.pollAnonymous} hint={t.pollAnonymousHint} on={anonymous} onChange={setAnonymous} />
          <label class="poll-closes">
            <span>{t.pollCloses}</span>
            <select value={closes} onChange={(event) => setCloses(chosenIn(event.currentTarget.value))}>
              <option value="never">{t.pollNeverCloses}</option>
              {SPANS.map((span) => (
                <option key={span} value={span}>
                  {t.pollClosesIn(spanOf(span * 1000))}
                </option>
              ))}
              <option value="then">{t.pollClosesThen}</option>
            </select>
          </label>
          {closes === "then" && <Moment value={moment} onInput={setMoment} />}
          {wrong && <ErrorLine text={wrong} />}
        </div>
        <footer>
          <button type="button" class="button" onClick={onClose}>
            {t.cancel}
          </button>
          <button class="button primary">{t.createPoll}</button>
        </footer>
      </form>
    </Dialog>
  );
}

function chosenIn(value: string): "never" | "then" | number {
  return value === "never" || value === "then" ? value : Number(value);
}

function soon(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
