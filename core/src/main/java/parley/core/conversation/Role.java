package parley.core.conversation;

/// What a member may do, from most to least.
public enum Role {
    OWNER,
    ADMIN,
    MEMBER,
    READER;

    public boolean atLeast(Role other) {
        return compareTo(other) <= 0;
    }
}
