package parley.core.schedule;

import java.time.Instant;
import java.util.List;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Reads scheduled messages. Thread-safe; blocks.
public interface ScheduledStore {
    /// What one user has for a conversation, the earliest first; no more than
    /// [Scheduler#CONVERSATION_MAX].
    List<Scheduled> list(UserId user, ConversationId conversation);

    /// All that one user has, the earliest first; no more than [Scheduler#USER_MAX].
    List<Scheduled> list(UserId user);

    /// Whether there is any whose time has come.
    boolean anyDue(Instant now);
}
