package parley.gateway.hub;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.core.conversation.Head;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.receipt.Marks;

/// When the marks of a group are told: the first at once, what follows within a second after it
/// together, and so on. Thread-safe.
///
/// Bound: [#MAX] groups; beyond it marks aren't told, and are seen with the next sync.
final class ReceiptPace {
    private static final long PAUSE_MS = 1_000;
    private static final int MAX = 100_000;

    private final Map<ConversationId, Gathered> gathered = new LinkedHashMap<>();

    /// What is to be told of a group: how far some of its members got.
    record Due(Head head, Map<UserId, Marks> marks) {}

    private static final class Gathered {
        private final Map<UserId, Marks> marks = new LinkedHashMap<>();
        private Head head;
        private long pauseUntilMs;

        private Gathered(Head head, long pauseUntilMs) {
            this.head = head;
            this.pauseUntilMs = pauseUntilMs;
        }
    }

    /// A member got further.
    ///
    /// @return what is told at once
    synchronized Optional<Due> moved(Head head, UserId user, Marks marks, long now) {
        var known = gathered.get(head.id());
        if (known != null) {
            known.head = head;
            known.marks.put(user, marks);
            return Optional.empty();
        }
        if (gathered.size() >= MAX) {
            return Optional.empty();
        }
        gathered.put(head.id(), new Gathered(head, now + PAUSE_MS));
        return Optional.of(new Due(head, Map.of(user, marks)));
    }

    /// What was gathered long enough.
    synchronized List<Due> due(long now) {
        var due = new ArrayList<Due>();
        var each = gathered.values().iterator();
        while (each.hasNext()) {
            var one = each.next();
            if (one.pauseUntilMs > now) {
                continue;
            }
            if (one.marks.isEmpty()) {
                each.remove();
            } else {
                due.add(new Due(one.head, Map.copyOf(one.marks)));
                one.marks.clear();
                one.pauseUntilMs = now + PAUSE_MS;
            }
        }
        return due;
    }
}
