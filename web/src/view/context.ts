import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { State } from "../state/model.ts";
import type { Store } from "../state/store.ts";
import type { TabAccount, TabMessenger } from "../state/tabs/tab.ts";

export const AccountContext = createContext<TabAccount>(undefined as unknown as TabAccount);
export const MessengerContext = createContext<TabMessenger>(undefined as unknown as TabMessenger);

export const useAccount = () => useContext(AccountContext);
export const useMessenger = () => useContext(MessengerContext);

/** A part of a store's value; draws again only when that part is another one. */
export function useSelected<T, R>(store: Store<T>, select: (value: T) => R): R {
  const [, redraw] = useReducer<number, number>((turn) => turn + 1, 0);
  const selected = select(store.value);
  const shown = useRef({ select, selected });
  shown.current = { select, selected };
  useLayoutEffect(() => {
    const look = () => {
      const now = shown.current;
      if (!Object.is(now.select(store.value), now.selected)) redraw(0);
    };
    look(); // between drawing and listening something may have changed
    return store.subscribe(look);
  }, [store]);
  return selected;
}

/** A part of the messenger's state. */
export function useParley<R>(select: (state: State) => R): R {
  return useSelected(useMessenger().session.store, select);
}
