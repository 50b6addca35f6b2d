import { createContext } from "preact";
import { useContext, useLayoutEffect, useReducer, useRef } from "preact/hooks";
import type { Account } from "../state/account.ts";
import type { Messenger } from "../state/messenger.ts";
import type { State } from "../state/model.ts";
import type { Store } from "../state/store.ts";

export const AccountContext = createContext<Account>(undefined as unknown as Account);
export const MessengerContext = createContext<Messenger>(undefined as unknown as Messenger);

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
