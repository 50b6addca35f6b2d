package parley.client;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.protocol.Fields;

/// Commands of the present connection that wait for their replies. Bound: [#WAITING].
final class Asks {
    private static final int WAITING = 1_024;

    private final Map<String, Asker> waiting = new LinkedHashMap<>();
    private long last;

    /// Who waits for a reply: exactly one of these is called.
    interface Asker {
        void answered(Fields reply);

        void lost();
    }

    /// @return the id for the command, or null if too many wait already
    synchronized @Nullable String add(Asker asker) {
        if (waiting.size() >= WAITING) {
            return null;
        }
        var id = Long.toString(++last);
        waiting.put(id, asker);
        return id;
    }

    void answer(Fields reply) {
        Asker asker;
        synchronized (this) {
            asker = waiting.remove(String.valueOf(reply.text("re")));
        }
        if (asker != null) {
            asker.answered(reply);
        }
    }

    /// Nobody will answer this one; nothing happens if somebody did already.
    void lose(String id) {
        Asker asker;
        synchronized (this) {
            asker = waiting.remove(id);
        }
        if (asker != null) {
            asker.lost();
        }
    }

    /// The connection is gone.
    void loseAll() {
        Map<String, Asker> lost;
        synchronized (this) {
            lost = new LinkedHashMap<>(waiting);
            waiting.clear();
        }
        lost.values().forEach(Asker::lost);
    }
}
