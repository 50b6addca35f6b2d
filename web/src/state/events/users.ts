import type { ProfileFrame, User } from "../../protocol/frames.ts";
import { withEntry, type State } from "../model.ts";

/** People whom a frame named. */
export function withUsers(state: State, people: User[]): State {
  const news = people.filter((user) => !same(state.users.get(user.id), user));
  if (news.length === 0) return state;
  const users = new Map(state.users);
  for (const { id, username, name, avatar, guest = users.get(id)?.guest } of news) {
    users.set(id, { id, username, name, avatar, ...(guest && { guest }) });
  }
  return { ...state, users };
}

function same(known: User | undefined, user: User): boolean {
  return (
    known !== undefined &&
    known.name === user.name &&
    known.username === user.username &&
    (known.avatar ?? null) === (user.avatar ?? null) &&
    (known.guest ?? false) === (user.guest ?? known.guest ?? false)
  );
}

/** A contact, or this user on another device, changed their name or picture. */
export function onProfile(state: State, frame: ProfileFrame): State {
  if (typeof frame.user === "object") return withUsers(state, [frame.user]);
  if (frame.user === undefined) return onOwnProfile(state, frame);
  const known = state.users.get(frame.user);
  if (!known) return state;
  return { ...state, users: withEntry(state.users, known.id, changed(known, frame)) };
}

/** Durable, in the account's log: one that is held already changes nothing. */
function onOwnProfile(state: State, frame: ProfileFrame): State {
  const { me, account } = state;
  const rev = frame.rev ?? 0;
  if (!me || rev <= account.rev) return state;
  const next = changed(me, frame);
  return { ...state, me: next, users: withEntry(state.users, me.id, next), account: { ...account, rev } };
}

function changed(known: User, frame: ProfileFrame): User {
  return {
    ...known,
    name: frame.name ?? known.name,
    username: frame.username ?? known.username,
    avatar: frame.avatar === undefined ? known.avatar : frame.avatar,
  };
}
