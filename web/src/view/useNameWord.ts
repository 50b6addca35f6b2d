import { useMemo, useState } from "preact/hooks";
import type { User } from "../protocol/frames.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import { useParley } from "./context.ts";
import { offeredFor } from "./mentions.ts";
import { mayNameAll } from "./messageRights.ts";
import { useMembers } from "./useMembers.ts";
import { useOffers } from "./useOffers.ts";

const WORD = /(?:^|[\s(])@([\p{L}\p{N}_.]{0,32})$/u;
const MOST = 6;
const NOBODY: Named[] = [];

/** Someone who can be named; without a user it is everyone. */
export interface Named {
  id: string;
  username: string;
  name: string;
  user?: User;
}

/** The members of a group whom an `@word` before the caret may mean. */
export function useNameWord(
  conversation: Conversation,
  text: string,
  caret: number,
  onChoose: (from: number, to: number, name: string) => void,
) {
  const me = useParley((state) => state.me?.id);
  const { members } = useMembers(conversation);
  const [shut, setShut] = useState("");
  const word = conversation.kind === "direct" ? undefined : WORD.exec(text.slice(0, caret))?.[1];
  const offered = useMemo(() => {
    if (word === undefined || word === shut || !members) return NOBODY;
    const people: Named[] = members.filter(({ user }) => user.id !== me).map(({ user }) => ({ ...user, user }));
    const everyone: Named = { id: "all", username: "all", name: t.everyoneHere };
    return offeredFor(word, mayNameAll(conversation) ? [...people, everyone] : people, MOST);
  }, [word, shut, members, me]);
  const choose = ({ username }: Named) => onChoose(caret - word!.length - 1, caret, `@${username} `);
  return { ...useOffers(offered, choose, () => setShut(word!)), people: members?.map(({ user }) => user) ?? [] };
}
