import type { Role } from "../protocol/frames.ts";
import type { Member } from "../state/groups.ts";
import type { Conversation } from "../state/model.ts";
import { t } from "../strings/table.ts";
import type { useMessenger } from "./context.ts";
import type { MenuItem } from "./Menu.tsx";
import { isAtLeast, may, RANK } from "./messageRights.ts";
import { go } from "./place.ts";

/** What is asked about a member before it is done. */
export type MemberQuestion = "ban" | "handOver";

interface MemberDeeds {
  doing: (work: Promise<unknown>) => void;
  ask: (question: MemberQuestion, member: Member) => void;
}

const ROLES: Role[] = ["owner", "admin", "member", "reader"];

/** What one may do with someone in a group, as the server allows: nothing with those of one's rank and above. */
export function memberActions(
  messenger: ReturnType<typeof useMessenger>,
  conversation: Conversation,
  member: Member,
  { doing, ask }: MemberDeeds,
): MenuItem[] {
  const { user, role } = member;
  const { id, role: own } = conversation;
  const write: MenuItem = {
    icon: "message-circle",
    label: t.sendMessage,
    act: () => void messenger.openDirect(user).then((direct) => go({ tab: "chats", conversation: direct }), () => undefined),
  };
  if (RANK[own] <= RANK[role]) return [write];
  const items = [write];
  if (isAtLeast(conversation, "admin")) {
    const given = rolesIn(conversation).filter((one) => one !== role && (own === "owner" || RANK[one] < RANK[own]));
    given.forEach((one, nth) =>
      items.push({
        icon: "user-cog",
        label: t.makeRole[one],
        apart: nth === 0,
        act: () => doing(messenger.groups.changeRole(id, user.id, one)),
      }),
    );
  }
  if (own === "owner") items.push({ icon: "user-cog", label: t.handOver, act: () => ask("handOver", member) });
  if (may(conversation, "remove")) {
    const remove = () => doing(messenger.groups.remove(id, user.id));
    items.push({ icon: "user-minus", label: t.removeFromGroup, destructive: true, apart: true, act: remove });
    items.push({ icon: "ban", label: t.ban, destructive: true, act: () => ask("ban", member) });
  }
  return items;
}

/** What one may do with oneself: be less. The last owner stays one. */
export function ownActions(
  messenger: ReturnType<typeof useMessenger>,
  conversation: Conversation,
  { user }: Member,
  owners: number,
  { doing }: Pick<MemberDeeds, "doing">,
): MenuItem[] {
  const { id, role: own } = conversation;
  if (!isAtLeast(conversation, "admin") || (own === "owner" && owners < 2)) return [];
  return rolesIn(conversation)
    .filter((one): one is Exclude<Role, "owner"> => one !== "owner" && RANK[one] < RANK[own])
    .map((one) => ({
      icon: "user-cog",
      label: t.stepDown[one],
      act: () => doing(messenger.groups.changeRole(id, user.id, one)),
    }));
}

/** A channel's readers are what a group's members are. */
function rolesIn({ kind }: Conversation): Role[] {
  return ROLES.filter((role) => kind !== "channel" || role !== "member");
}
