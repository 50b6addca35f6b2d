package parley.client;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import parley.client.ParleyEvent.Durable;

/// How far each conversation's log was told to the listener. What comes twice is dropped; what
/// comes too early is held until the changes between were fetched. The client's thread only.
///
/// Bound: [#HELD] events of a conversation; more are thrown away and fetched with the rest.
final class LogTracker {
    private static final int HELD = 512;

    private final Map<String, Log> logs = new HashMap<>();
    private final Consumer<Durable> listener;
    private final Fetch fetch;

    /// Asks for the changes after a rev; [#fetched] or [#unavailable] follows, or the end of the
    /// connection.
    @FunctionalInterface
    interface Fetch {
        void changes(String conversation, long after);
    }

    private static final class Log {
        private long last;
        private boolean fetching;
        private final TreeMap<Long, Durable> held = new TreeMap<>();

        private Log(long last) {
            this.last = last;
        }
    }

    LogTracker(Map<String, Long> revs, Consumer<Durable> listener, Fetch fetch) {
        revs.forEach((id, rev) -> logs.put(id, new Log(rev)));
        this.listener = listener;
        this.fetch = fetch;
    }

    Map<String, Long> revs() {
        var revs = new HashMap<String, Long>();
        logs.forEach((id, log) -> revs.put(id, log.last));
        return revs;
    }

    /// Whether changes are being fetched: a cursor that comes meanwhile is ahead of what was told.
    boolean isBehind() {
        return logs.values().stream().anyMatch(log -> log.fetching);
    }

    /// Another epoch: nothing that was told continues.
    void forget() {
        logs.clear();
    }

    /// The connection is gone, and with it what was asked for on it.
    void disconnected() {
        logs.values()
                .forEach(log -> {
                    log.fetching = false;
                    log.held.clear();
                });
    }

    boolean knows(String conversation) {
        return logs.containsKey(conversation);
    }

    /// A conversation is known from here on, if it wasn't.
    void begin(String conversation, long rev) {
        logs.putIfAbsent(conversation, new Log(rev));
    }

    /// One durable event, live or of a sync.
    void came(Durable event) {
        var log = logs.computeIfAbsent(event.conversation(), id -> new Log(event.rev() - 1));
        if (event.rev() <= log.last) {
            return;
        }
        if (event.rev() == log.last + 1 && !log.fetching) {
            tell(log, event);
            return;
        }
        if (log.held.size() < HELD) {
            log.held.put(event.rev(), event);
        }
        fetch(event.conversation(), log);
    }

    /// The log goes at least up to here.
    void reaches(String conversation, long rev) {
        var log = logs.computeIfAbsent(conversation, id -> new Log(rev));
        if (rev > log.last) {
            fetch(conversation, log);
        }
    }

    private void fetch(String conversation, Log log) {
        if (!log.fetching) {
            log.fetching = true;
            fetch.changes(conversation, log.last);
        }
    }

    private void tell(Log log, Durable event) {
        log.last = event.rev();
        listener.accept(event);
    }

    /// A page of changes came, as asked.
    void fetched(String conversation, List<Durable> events, boolean more) {
        var log = logs.get(conversation);
        if (log == null) {
            return;
        }
        for (var event : events) {
            if (event.rev() > log.last) {
                tell(log, event);
            }
        }
        log.fetching = false;
        if (more) {
            fetch(conversation, log);
            return;
        }
        release(conversation, log, events.isEmpty());
    }

    /// The changes can't be had, ever: this user no longer belongs there. What was held is all
    /// there is.
    void unavailable(String conversation) {
        var log = logs.get(conversation);
        if (log != null) {
            log.fetching = false;
            release(conversation, log, true);
        }
    }

    private void release(String conversation, Log log, boolean nothingBetween) {
        while (!log.held.isEmpty()) {
            var next = log.held.firstEntry();
            if (next.getKey() > log.last + 1 && !nothingBetween) {
                fetch(conversation, log);
                return;
            }
            log.held.remove(next.getKey());
            if (next.getKey() > log.last) {
                tell(log, next.getValue());
            }
        }
    }
}
