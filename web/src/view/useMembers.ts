import { useEffect, useState } from "preact/hooks";
import type { Member } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { Store } from "../state/store.ts";
import { useMessenger, useParley, useSelected } from "./context.ts";

/** Of larger groups so many are listed, and only where somebody looks for them. */
const LISTED = 500;

/** The members that were read, so that header and details ask once. */
type Listed = Map<string, { count: number; members: Member[] }>;
const read = new WeakMap<object, Store<Listed>>();

function storeOf(messenger: object) {
  let store = read.get(messenger);
  if (!store) read.set(messenger, (store = new Store<Listed>(new Map())));
  return store;
}

/** Who belongs to a group, read anew whenever their number changes, or a role; their presence is watched with it. */
export function useMembers(conversation: Conversation, looked = false) {
  const messenger = useMessenger();
  const store = storeOf(messenger);
  const known = useSelected(store, (all) => all.get(conversation.id));
  const live = useParley((state) => state.link.phase === "live");
  const [failure, setFailure] = useState<unknown>();
  const { id, kind, members } = conversation;
  const given = conversation.lines?.findLast(({ what }) => what === "role")?.rev;
  const load = () => {
    setFailure(undefined);
    messenger.groups.members(id).then(
      (list) => store.update((all) => new Map(all).set(id, { count: list.length, members: list })),
      setFailure,
    );
  };
  useEffect(() => {
    if (kind !== "direct" && live && (looked || members <= LISTED)) load();
  }, [id, members, live, given]);
  return { members: known?.members, failure, load };
}
