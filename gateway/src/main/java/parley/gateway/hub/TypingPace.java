package parley.gateway.hub;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import parley.core.conversation.Head;
import parley.core.receipt.MarkBook;

/// When it is told that someone writes: at most once in 3 s for each person and conversation, be it
/// that they do or that they no longer do. The first is told at once; what changes within the 3 s
/// is told after them, as it is then. Writing ends by itself 6 s after it was said last.
/// Thread-safe.
///
/// Bound: [#MAX] people writing at once; more are not told.
final class TypingPace {
    private static final long PAUSE_MS = 3_000;
    private static final long ENDS_MS = 6_000;
    private static final int MAX = 50_000;

    private final Map<MarkBook.Of, Writing> writing = new HashMap<>();

    /// What is to be told.
    record Told(Head head, MarkBook.Of of, boolean on) {}

    private static final class Writing {
        private Head head;
        private boolean on = true;
        private boolean toldOn = true;
        private boolean changed;
        private long pauseUntilMs;
        private long endsAtMs;

        Writing(Head head) {
            this.head = head;
        }
    }

    /// Someone says that they write, or no longer do.
    ///
    /// @return what is told at once
    synchronized Optional<Told> said(Head head, MarkBook.Of of, boolean on, long now) {
        var known = writing.get(of);
        if (known == null) {
            if (!on || writing.size() >= MAX) {
                return Optional.empty();
            }
            known = new Writing(head);
            writing.put(of, known);
            known.endsAtMs = now + ENDS_MS;
            return Optional.of(tell(known, of, now));
        }
        known.head = head;
        known.changed |= known.on != on;
        known.on = on;
        if (on) {
            known.endsAtMs = now + ENDS_MS;
        }
        boolean over = known.pauseUntilMs <= now;
        return over && (on || known.toldOn) ? Optional.of(tell(known, of, now)) : Optional.empty();
    }

    private static Told tell(Writing state, MarkBook.Of of, long now) {
        state.toldOn = state.on;
        state.changed = false;
        state.pauseUntilMs = now + PAUSE_MS;
        return new Told(state.head, of, state.on);
    }

    /// What is to be told now: what waited for its 3 s, and the end of what wasn't said again.
    synchronized List<Told> due(long now) {
        var due = new ArrayList<Told>();
        var each = writing.entrySet().iterator();
        while (each.hasNext()) {
            var entry = each.next();
            var state = entry.getValue();
            if (state.on && state.endsAtMs <= now) {
                state.on = false;
                state.changed = true;
            }
            if (state.pauseUntilMs > now) {
                continue;
            }
            if (state.changed && (state.on || state.toldOn)) {
                due.add(tell(state, entry.getKey(), now));
            } else if (!state.on) {
                each.remove();
            }
        }
        return due;
    }
}
