package parley.core.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Scheduled messages as one batch sees and writes them.
public interface ScheduledRows {
    Optional<Scheduled> find(Scheduled.Of of);

    /// How many one user has.
    int count(UserId user);

    /// How many of them are for this conversation.
    int count(UserId user, ConversationId conversation);

    /// Inserts, or replaces by what it is called.
    void put(Scheduled scheduled);

    /// Removes one; nothing of what it said stays in the database's files.
    void remove(Scheduled.Of of);

    /// Removes all that one user has.
    void removeAll(UserId user);

    /// Those that haven't failed and whose time has come, the earliest first.
    List<Scheduled> due(Instant now, int max);
}
