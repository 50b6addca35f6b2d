package parley.core.conversation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a member may want to do in a conversation, beyond reading it and leaving. Those that have a
/// word are what owners decide about (PROTOCOL.md section 6, `permissions`).
public enum Action {
    /// Send messages.
    SEND("send"),
    /// Give messages emojis, and take them back.
    REACT("react"),
    /// Vote in polls; whoever may react may vote.
    VOTE,
    /// Add people, let in who asks, make invitations.
    INVITE("invite"),
    /// Pin messages, and take the pin away.
    PIN("pin"),
    /// Change title, description and the like.
    CHANGE("change"),
    /// Remove and ban those below oneself.
    REMOVE("remove"),
    /// Name everybody.
    MENTION_ALL("mentionAll"),
    /// Erase messages of others.
    DELETE_OTHERS,
    /// Close a poll of someone else.
    CLOSE_POLL,
    /// Give those below oneself a role that is below one's own; owners give any.
    GIVE_ROLE,
    /// Decide what role is the lowest for what.
    SET_PERMISSIONS,
    /// Delete the conversation for everyone.
    DELETE_CONVERSATION;

    private static final List<Action> SETTABLE =
            Arrays.stream(values()).filter(action -> action.word != null).toList();

    private final @Nullable String word;

    Action() {
        word = null;
    }

    Action(String word) {
        this.word = word;
    }

    /// Those that owners decide about, in the order in which they are told.
    public static List<Action> settable() {
        return SETTABLE;
    }

    /// What it is called in `permissions`; empty for what is the same in every conversation.
    public Optional<String> word() {
        return Optional.ofNullable(word);
    }
}
