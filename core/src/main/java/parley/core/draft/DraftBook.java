package parley.core.draft;

import java.util.concurrent.atomic.AtomicIntegerArray;

/// Says from memory that someone has no draft in a conversation, so that sending a message and
/// listing conversations cost those nothing. It never says so of one who has; that someone may have
/// one is answered for few who haven't, and then the row is read.
///
/// Bound: [#SLOTS] counters, 4 MiB, in each of which any number of drafts is counted. What goes
/// with a membership or an account stays counted until the next start. Thread-safe.
public final class DraftBook {
    private static final int SLOTS = 1 << 20;

    private final AtomicIntegerArray counts = new AtomicIntegerArray(SLOTS);

    /// Knows of those that are there. Blocks.
    public static DraftBook of(DraftStore store) {
        var book = new DraftBook();
        store.each(book::add);
        return book;
    }

    private static int slot(Draft.Of of) {
        long mixed =
                (of.conversation().number() * 0x9E3779B97F4A7C15L + of.user().bits())
                        * 0xBF58476D1CE4E5B9L;
        return (int) (mixed >>> 44);
    }

    /// Whether there may be one; `false` is certain.
    public boolean mayHave(Draft.Of of) {
        return counts.get(slot(of)) > 0;
    }

    /// One more may be there; said before it is.
    void add(Draft.Of of) {
        counts.incrementAndGet(slot(of));
    }

    /// One that was counted isn't there.
    void remove(Draft.Of of) {
        counts.decrementAndGet(slot(of));
    }
}
