package parley.core.conversation;

/// How someone who isn't a member becomes one, beside being added or holding an invitation.
public enum Joining {
    /// Not at all.
    INVITE,
    /// By asking, and being let in.
    REQUEST,
    /// By themself.
    OPEN
}
