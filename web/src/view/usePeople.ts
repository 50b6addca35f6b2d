import { useEffect, useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import { useMessenger } from "./context.ts";

/** A name is asked for when it has this many letters. */
const ENOUGH = 2;
const TYPING_MS = 150;

/** People of a name, asked of the server as it is typed. `settled`: there is nothing more to wait for. */
export function usePeople(query: string) {
  const messenger = useMessenger();
  const [people, setPeople] = useState<User[]>();
  const [failure, setFailure] = useState<unknown>();
  const [answered, setAnswered] = useState<string>();
  const wanted = query.trim().replace(/^@/, "");
  const enough = [...wanted].length >= ENOUGH;
  useEffect(() => {
    setFailure(undefined);
    if (!enough) return setPeople(undefined);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      messenger.findPeople(wanted, stop.signal).then(
        (found) => {
          if (stop.signal.aborted) return;
          setPeople(found);
          setAnswered(wanted);
        },
        (error: unknown) => {
          if (!stop.signal.aborted) setFailure(error);
        },
      );
    }, TYPING_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [wanted]);
  return { people, failure, settled: !enough || answered === wanted || failure !== undefined };
}
