package parley.core.draft;

import java.util.List;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Drafts as one batch sees and writes them; cleared ones too. Nothing of what is replaced or
/// removed stays in the database's files.
public interface DraftRows {
    Optional<Draft> find(Draft.Of of);

    /// How many one user has, without those that were cleared.
    int count(UserId user);

    /// Inserts, or replaces.
    void put(Draft draft);

    void remove(Draft.Of of);

    /// Some of those that one user has or had, at most `max`.
    List<Draft> some(UserId user, int max);

    /// Some of those in a conversation, at most `max`.
    List<Draft> some(ConversationId conversation, int max);
}
