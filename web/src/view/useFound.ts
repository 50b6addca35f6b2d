import { useEffect, useState } from "preact/hooks";
import type { Found } from "../state/search.ts";
import { useMessenger, useParley } from "./context.ts";

/** Asked for when nobody has typed for so long. */
const PAUSE_MS = 150;

/** Messages that the server finds, a page at a time. */
export interface FoundMessages {
  items: Found[];
  more: boolean;
  failure?: unknown;
  /** The first page of this query is here, or it failed. */
  settled: boolean;
  loadMore: () => void;
}

const NOTHING: Found[] = [];

/** @param query what is looked for; nothing is while it is empty, or where the server has no search */
export function useFound(query: string): FoundMessages {
  const messenger = useMessenger();
  const able = useParley((state) => state.features.includes("search"));
  const [found, setFound] = useState<{ query: string; items: Found[]; next?: string; failure?: unknown }>();
  const [turn, setTurn] = useState(0);
  const wanted = able ? query.trim() : "";
  useEffect(() => {
    if (wanted === "") return;
    const ending = new AbortController();
    const timer = setTimeout(() => {
      messenger.search(wanted, undefined, ending.signal).then(
        ({ items, next }) => setFound({ query: wanted, items, next }),
        (failure: unknown) => !ending.signal.aborted && setFound({ query: wanted, items: [], failure }),
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      ending.abort();
    };
  }, [wanted, turn]);
  const here = found?.query === wanted ? found : undefined;
  const loadMore = () => {
    if (!here?.next) return setTurn(turn + 1);
    messenger.search(wanted, here.next).then(
      ({ items, next }) => setFound((now) => (now?.query === wanted ? { query: wanted, items: [...now.items, ...items], next } : now)),
      (failure: unknown) => setFound((now) => now && { ...now, failure }),
    );
  };
  return {
    items: here?.items ?? NOTHING,
    more: here?.next !== undefined,
    failure: here?.failure,
    settled: wanted === "" || here !== undefined,
    loadMore,
  };
}
