package parley.core.conversation;

/// What sort of conversation it is.
public enum Kind {
    /// Between two people, or one: notes to self.
    DIRECT,
    /// Among members who may write.
    GROUP,
    /// Few write, any number reads.
    CHANNEL,
    /// A user's own affairs, for all of their devices; its only member is that user.
    ACCOUNT
}
