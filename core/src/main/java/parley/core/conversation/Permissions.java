package parley.core.conversation;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Which role is the lowest that may do what: one table for each kind of conversation, and what
/// owners set otherwise in one of them. Immutable.
public final class Permissions {
    private static final Permissions DIRECT =
            new Permissions(
                    Map.of(
                            Action.DELETE_OTHERS, Role.ADMIN,
                            Action.CLOSE_POLL, Role.ADMIN,
                            Action.INVITE, Role.OWNER,
                            Action.REMOVE, Role.OWNER,
                            Action.GIVE_ROLE, Role.OWNER,
                            Action.SET_PERMISSIONS, Role.OWNER,
                            Action.DELETE_CONVERSATION, Role.OWNER));
    private static final Permissions GROUP =
            new Permissions(
                    Map.of(
                            Action.PIN, Role.ADMIN,
                            Action.DELETE_OTHERS, Role.ADMIN,
                            Action.CLOSE_POLL, Role.ADMIN,
                            Action.CHANGE, Role.ADMIN,
                            Action.INVITE, Role.ADMIN,
                            Action.REMOVE, Role.ADMIN,
                            Action.GIVE_ROLE, Role.ADMIN,
                            Action.SET_PERMISSIONS, Role.OWNER,
                            Action.DELETE_CONVERSATION, Role.OWNER));
    private static final Permissions CHANNEL =
            GROUP.with(
                    Map.of(
                            Action.SEND, Role.ADMIN,
                            Action.MENTION_ALL, Role.ADMIN,
                            Action.REACT, Role.READER));

    private final Map<Action, Role> lowest;

    private Permissions(Map<Action, Role> exceptions) {
        lowest = new EnumMap<>(Action.class);
        for (var action : Action.values()) {
            lowest.put(action, exceptions.getOrDefault(action, Role.MEMBER));
        }
        lowest.put(Action.VOTE, lowest(Action.REACT));
    }

    /// What holds where nothing else is set. In a direct conversation both people are members.
    public static Permissions of(Kind kind) {
        return switch (kind) {
            case DIRECT, ACCOUNT -> DIRECT;
            case GROUP -> GROUP;
            case CHANNEL -> CHANNEL;
        };
    }

    /// What holds in this conversation.
    public static Permissions of(Head head) {
        return of(head.kind()).with(head.settings().rules().permissions());
    }

    /// The same with other lowest roles for some actions.
    public Permissions with(Map<Action, Role> set) {
        if (set.isEmpty()) {
            return this;
        }
        var next = new EnumMap<>(lowest);
        next.putAll(set);
        return new Permissions(next);
    }

    public Role lowest(Action action) {
        return lowest.getOrDefault(action, Role.OWNER);
    }

    public boolean allow(Role role, Action action) {
        return role.atLeast(lowest(action));
    }

    /// The lowest role for each thing that owners decide about, by its word, in a fixed order.
    public Map<String, Role> settable() {
        var shown = new LinkedHashMap<String, Role>();
        Action.settable()
                .forEach(
                        action -> action.word().ifPresent(word -> shown.put(word, lowest(action))));
        return shown;
    }
}
