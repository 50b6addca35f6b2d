package parley.core.conversation;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.GroupRows.Ended;
import parley.core.conversation.Head.Settings;
import parley.core.conversation.Membership.State;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.MessageLog;

/// Makes groups and channels, changes what they are called and how things go there, and deletes
/// them. Each method is one change of the log, decided and written alone in its place. Thread-safe.
public final class GroupKeeper {
    private final MessageLog log;
    private final MemberKeeper members;

    public GroupKeeper(MessageLog log, MemberKeeper members) {
        this.log = log;
        this.members = members;
    }

    /// What is made.
    ///
    /// @param kind group or channel
    /// @param settings what it begins with; a title at least
    /// @param members who belongs from the beginning, beside its owner
    public record Plan(Kind kind, SettingsPatch settings, List<UserId> members) {
        public Plan {
            members = List.copyOf(members);
        }
    }

    /// Makes a group or channel whose owner is `owner`. Each member's coming is a change of its
    /// own, the owner's first.
    ///
    /// @throws Refusal `bad_request`, `too_long`, `not_found` or `blocked` for a member
    public Head create(UserId owner, Plan plan) {
        if (plan.settings().title() == null) {
            throw Refusal.badRequest("title", "It has a title.");
        }
        plan.settings().check();
        var others = new LinkedHashSet<>(plan.members());
        others.remove(owner);
        members.checkCanBeAdded(owner, others);
        var settings = plan.settings().applyTo(Settings.NONE, 0);
        return log.amend(scope -> create(scope, owner, plan.kind(), settings, others));
    }

    private static Head create(
            AmendmentScope scope, UserId owner, Kind kind, Settings settings, Set<UserId> others) {
        var head = scope.create(kind, settings);
        Belonging.join(scope, head.id(), owner, owner, Role.OWNER);
        var role = Belonging.roleOfNewcomer(head);
        others.forEach(member -> Belonging.join(scope, head.id(), owner, member, role));
        return scope.head(head.id()).orElseThrow();
    }

    /// Changes settings. Who may is said by [Permissions]; permissions are the owners' to set. In a
    /// direct conversation both may say after what time its messages go, once there is one.
    ///
    /// @throws Refusal `not_found`, `forbidden`, `bad_request`, `too_long`
    public Head change(UserId by, ConversationId conversation, SettingsPatch patch) {
        patch.check();
        return log.amend(scope -> {
            var standing = Authority.member(scope, conversation, by);
            requireMay(standing, patch);
            var head = standing.head();
            var old = head.settings();
            var changed = patch.beyond(old, Permissions.of(head));
            if (changed.isNothing()) {
                return head;
            }
            scope.put(conversation, changed.applyTo(old, head.lastSeq()));
            if (changed.changesWhoMaySend()) {
                scope.outdate(conversation);
            }
            var after = Permissions.of(scope.head(conversation).orElseThrow());
            scope.append(conversation, by, ConversationChanged.to(changed.telling(after)));
            return scope.head(conversation).orElseThrow();
        });
    }

    private static void requireMay(Authority.Standing standing, SettingsPatch patch) {
        boolean allowed = standing.may(Action.CHANGE) || onlyPermissions(patch);
        if (patch.permissions() != null) {
            allowed &= standing.may(Action.SET_PERMISSIONS);
        }
        if (standing.head().kind() == Kind.DIRECT) {
            var expiry = new SettingsPatch(null, null, null, null, null, patch.expiresInS(), null);
            allowed = patch.equals(expiry);
        }
        if (!allowed) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Your role doesn't allow this.");
        }
        if (standing.head().kind() == Kind.DIRECT && standing.head().lastSeq() == 0) {
            // its first rev is its first message, which brings both people
            throw Refusal.of(RefusalCode.CONFLICT, "Nothing was written here yet.");
        }
    }

    private static boolean onlyPermissions(SettingsPatch patch) {
        return patch.permissions() != null
                && new SettingsPatch(null, null, null, null, patch.permissions(), null, null)
                        .equals(patch);
    }

    /// Deletes a group or channel for everyone: its members hear of that and of nothing after it,
    /// and to all it is `not_found` from then on. Its messages are erased soon after, some at a
    /// time ([ConversationEraser]).
    ///
    /// @throws Refusal `not_found` or `forbidden`
    public void delete(UserId by, ConversationId group) {
        log.<Boolean>amend(scope -> {
            Belonging.require(scope, group, by, Action.DELETE_CONVERSATION);
            scope.put(group, Settings.NONE.with(Rules.GONE));
            var change = scope.append(group, by, ConversationChanged.DELETED);
            scope.groups().endAll(group, State.REMOVED, change.rev());
            scope.groups().removeAll(group);
            scope.groups().put(new Ended(group, change.at(), 1));
            return true;
        });
    }
}
