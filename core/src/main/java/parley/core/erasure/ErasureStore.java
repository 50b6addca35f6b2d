package parley.core.erasure;

import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Reads erasures. Thread-safe; blocks.
public interface ErasureStore {
    /// One that isn't done, if there is any.
    Optional<Erasure> first();

    /// The first conversation with a higher number that this user belongs, or belonged, to; account
    /// conversations are none of them.
    Optional<ConversationId> conversationAfter(UserId user, long done);
}
