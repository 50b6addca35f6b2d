package parley.store.postgresql;

import java.util.function.LongSupplier;

/// Numbers for new conversations, from blocks of a thousand that the database gives out, so that
/// one round trip serves a thousand. What is left of a block at the end is never used. Thread-safe.
final class ConversationNumbers {
    private static final long BLOCK = 1_000;

    private final LongSupplier blocks;
    private long next;
    private long end;

    /// @param blocks the first number of a new block
    ConversationNumbers(LongSupplier blocks) {
        this.blocks = blocks;
    }

    synchronized long next() {
        if (next == end) {
            next = blocks.getAsLong();
            end = next + BLOCK;
        }
        return next++;
    }
}
