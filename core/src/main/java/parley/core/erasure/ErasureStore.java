package parley.core.erasure;

import java.util.List;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Reads erasures. Thread-safe; blocks.
public interface ErasureStore {
    /// One that isn't done, if there is any.
    Optional<Erasure> first();

    /// The first conversations with a higher number that this user belongs, or belonged, to, in the
    /// order of their numbers; account conversations are none of them. Finding them takes about as
    /// long whatever `max` is.
    List<ConversationId> conversationsAfter(UserId user, long done, int max);
}
