import type { ProfileFrame, User } from "../../protocol/frames.ts";
import { withEntry, type State } from "../model.ts";

/** People whom a frame named. */
export function withUsers(state: State, people: User[]): State {
  const news = people.filter((user) => !same(state.users.get(user.id), user));
  if (news.length === 0) return state;
  const users = new Map(state.users);
  for (const { id, username, name, avatar } of news) users.set(id, { id, username, name, avatar });
  return { ...state, users };
}

function same(known: User | undefined, user: User): boolean {
  return (
    known !== undefined &&
    known.name === user.name &&
    known.username === user.username &&
    (known.avatar ?? null) === (user.avatar ?? null)
  );
}

/** A contact changed their name or picture. */
export function onProfile(state: State, frame: ProfileFrame): State {
  if (typeof frame.user !== "string") return withUsers(state, [frame.user]);
  const known = state.users.get(frame.user);
  if (!known) return state;
  const next = {
    ...known,
    name: frame.name ?? known.name,
    username: frame.username ?? known.username,
    avatar: frame.avatar === undefined ? known.avatar : frame.avatar,
  };
  return { ...state, users: withEntry(state.users, known.id, next) };
}
