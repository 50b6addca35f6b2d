package parley.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import parley.protocol.Frame;

/// The marks that were given since the last cursor. The server may lose those in a crash, so they
/// are given again after a reconnect (PROTOCOL.md section 5). A mark younger than [#SETTLED] when a
/// cursor comes may have been given after it was made, and is kept for the next.
///
/// Bound: [#KEPT] conversations; beyond, the oldest is forgotten.
final class Marks {
    private static final int KEPT = 1_000;
    private static final long SETTLED = Duration.ofSeconds(10).toNanos();

    private final Map<String, Mark> given = new LinkedHashMap<>();

    private record Mark(long received, long read, long nanos) {
        private Mark with(Mark later) {
            return new Mark(
                    Math.max(received, later.received), Math.max(read, later.read), later.nanos);
        }
    }

    synchronized Frame received(String conversation, long seq) {
        give(conversation, new Mark(seq, 0, System.nanoTime()));
        return frame("ack", conversation, seq);
    }

    synchronized Frame read(String conversation, long seq) {
        give(conversation, new Mark(seq, seq, System.nanoTime()));
        return frame("read", conversation, seq);
    }

    private void give(String conversation, Mark mark) {
        given.merge(conversation, mark, Mark::with);
        if (given.size() > KEPT) {
            given.remove(given.keySet().iterator().next());
        }
    }

    /// Everything settled before this cursor is stored.
    synchronized void cursorCame() {
        long now = System.nanoTime();
        given.values().removeIf(mark -> now - mark.nanos > SETTLED);
    }

    /// What is to be given again.
    synchronized List<Frame> again() {
        var frames = new ArrayList<Frame>();
        given.forEach((conversation, mark) -> {
            frames.add(frame("ack", conversation, mark.received));
            if (mark.read > 0) {
                frames.add(frame("read", conversation, mark.read));
            }
        });
        return frames;
    }

    private static Frame frame(String type, String conversation, long seq) {
        return out -> out.put("type", type).put("conversation", conversation).put("seq", seq);
    }
}
