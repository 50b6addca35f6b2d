package parley.core.conversation;

/// What a member may want to do in a conversation, beyond reading it.
public enum Action {
    /// Send messages, and change one's own.
    SEND,
    REACT,
    VOTE,
    /// Pin messages, and take the pin away.
    PIN,
    /// Erase messages of others.
    DELETE_OTHERS,
    /// Close a poll of someone else.
    CLOSE_POLL,
    /// Name everybody.
    MENTION_ALL,
    /// Change title, description and the like.
    CHANGE,
    /// Add people.
    INVITE,
    /// Remove members.
    REMOVE
}
