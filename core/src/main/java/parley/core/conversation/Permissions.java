package parley.core.conversation;

import java.util.EnumMap;
import java.util.Map;

/// Which role is the lowest that may do what: one table for each kind of conversation. Immutable.
public final class Permissions {
    private static final Permissions DIRECT =
            new Permissions(
                    Map.of(
                            Action.DELETE_OTHERS, Role.ADMIN,
                            Action.CLOSE_POLL, Role.ADMIN,
                            Action.CHANGE, Role.MEMBER,
                            Action.INVITE, Role.OWNER,
                            Action.REMOVE, Role.OWNER));
    private static final Permissions GROUP =
            new Permissions(
                    Map.of(
                            Action.PIN, Role.ADMIN,
                            Action.DELETE_OTHERS, Role.ADMIN,
                            Action.CLOSE_POLL, Role.ADMIN,
                            Action.CHANGE, Role.ADMIN,
                            Action.INVITE, Role.ADMIN,
                            Action.REMOVE, Role.ADMIN));
    private static final Permissions CHANNEL =
            GROUP.with(Action.SEND, Role.ADMIN)
                    .with(Action.MENTION_ALL, Role.ADMIN)
                    .with(Action.REACT, Role.READER)
                    .with(Action.VOTE, Role.READER);

    private final Map<Action, Role> lowest;

    private Permissions(Map<Action, Role> exceptions) {
        lowest = new EnumMap<>(Action.class);
        for (var action : Action.values()) {
            lowest.put(action, exceptions.getOrDefault(action, Role.MEMBER));
        }
    }

    /// What holds where nothing else is set. In a direct conversation both people are members.
    public static Permissions of(Kind kind) {
        return switch (kind) {
            case DIRECT, ACCOUNT -> DIRECT;
            case GROUP -> GROUP;
            case CHANNEL -> CHANNEL;
        };
    }

    /// The same with another lowest role for one action.
    public Permissions with(Action action, Role role) {
        var next = new EnumMap<>(lowest);
        next.put(action, role);
        return new Permissions(next);
    }

    public Role lowest(Action action) {
        return lowest.getOrDefault(action, Role.OWNER);
    }

    public boolean allow(Role role, Action action) {
        return role.atLeast(lowest(action));
    }
}
