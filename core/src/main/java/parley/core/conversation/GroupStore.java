package parley.core.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Reads what a group or channel keeps beside its members. Thread-safe; blocks.
public interface GroupStore {
    /// Someone's ban, also where that is over.
    Optional<Ban> ban(ConversationId conversation, UserId user);

    /// Those who are banned, also where that is over, by id, after this one.
    List<Ban> bans(ConversationId conversation, @Nullable UserId after, int max);

    /// Those who ask to be let in, by id, after this one.
    List<JoinRequest> requests(ConversationId conversation, @Nullable UserId after, int max);

    /// Where someone asks to be let in.
    List<ConversationId> requestsOf(UserId user);

    /// Also those that are no longer good, the latest first.
    List<Invitation> invitations(ConversationId conversation, int max);

    Optional<Invitation> invitation(String code);
}
