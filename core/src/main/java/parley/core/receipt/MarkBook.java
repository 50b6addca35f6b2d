package parley.core.receipt;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// The marks that were given and are not stored yet. They are gathered per person and conversation,
/// ride in the next batch of the log, and are seen by every reader before that. Thread-safe.
///
/// Bound: [#MAX_WAITING] entries. The writer takes them at once when there are more than half as
/// many, so that the bound is met only while the database is away; then further entries are
/// dropped, and their clients give them again after they reconnect (PROTOCOL.md section 5).
public final class MarkBook {
    /// Entries that may wait; about 100 bytes each.
    public static final int MAX_WAITING = 200_000;

    private Map<Of, Marks> waiting = new HashMap<>();
    private Map<Of, Marks> beingStored = Map.of();

    /// Whose marks, and where.
    public record Of(ConversationId conversation, UserId user) {
        // written out as those of the ids are
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Of of
                    && of.user.equals(user)
                    && of.conversation.equals(conversation);
        }

        @Override
        public int hashCode() {
            return 31 * conversation.hashCode() + user.hashCode();
        }
    }

    /// Notes marks; those that don't go further change nothing.
    ///
    /// @return whether they go further than what waits to be stored
    public synchronized boolean note(ConversationId conversation, UserId user, Marks marks) {
        Of of = new Of(conversation, user);
        Marks before = waiting.getOrDefault(of, Marks.NONE);
        Marks after = before.max(marks);
        if (after.equals(before) || (waiting.size() >= MAX_WAITING && !waiting.containsKey(of))) {
            return false;
        }
        waiting.put(of, after);
        return true;
    }

    /// What is stored, moved on by what waits.
    public synchronized Marks ahead(ConversationId conversation, UserId user, Marks stored) {
        if (waiting.isEmpty() && beingStored.isEmpty()) {
            return stored;
        }
        Of of = new Of(conversation, user);
        return stored.max(waiting.getOrDefault(of, Marks.NONE))
                .max(beingStored.getOrDefault(of, Marks.NONE));
    }

    public synchronized int size() {
        return waiting.size();
    }

    /// Whether nothing waits and nothing is on its way to the database.
    public synchronized boolean isAllStored() {
        return waiting.isEmpty() && beingStored.isEmpty();
    }

    /// Takes all that waits, for one batch. Until [#stored] or [#putBack] readers still see it.
    public synchronized Map<Of, Marks> take() {
        beingStored = waiting;
        waiting = new HashMap<>();
        return beingStored;
    }

    /// What was taken is committed.
    public synchronized void stored() {
        beingStored = Map.of();
    }

    /// What was taken, or a part of it, waits again.
    public synchronized void putBack(Map<Of, Marks> marks) {
        marks.forEach((of, mark) -> waiting.merge(of, mark, Marks::max));
        beingStored = Map.of();
    }
}
