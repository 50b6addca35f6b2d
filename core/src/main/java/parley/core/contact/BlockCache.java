package parley.core.contact;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import parley.core.BoundedCache;
import parley.core.conversation.Pair;
import parley.core.id.UserId;

/// Who blocks whom, in memory, asked on each message of two people. For each of the last 100,000
/// users that were asked about it holds those around whom there is a block, in either direction;
/// most hold none.
///
/// A block counts from the moment [Blocks] begins to write it, so that no message decided on after
/// the block was queued is let through; a message decided on before carries the conversation's old
/// `memberRev` and comes back from the writer. Its sender then calls [#forget] before it decides
/// again, since another node may have written the block. Thread-safe.
public final class BlockCache {
    private static final int MAX = 100_000;

    private final ContactStore contacts;
    private final BoundedCache<UserId, Set<UserId>> around = new BoundedCache<>(MAX);

    // Blocks being written and by how many threads; as many as there are threads doing so.
    private final ConcurrentMap<Pair, Integer> pending = new ConcurrentHashMap<>();

    public BlockCache(ContactStore contacts) {
        this.contacts = contacts;
    }

    /// Whether one of the two blocks the other. Blocks when it has to read.
    public boolean blocked(UserId one, UserId other) {
        Set<UserId> known =
                around.get(one, user -> Optional.of(Set.copyOf(contacts.blocksAround(user))))
                        .orElseThrow();
        // what is pending is asked last: it stays pending until the set has been forgotten
        return known.contains(other)
                || (!pending.isEmpty() && pending.containsKey(Pair.of(one, other)));
    }

    /// Reads again who is around these two when next asked.
    public void forget(UserId one, UserId other) {
        around.invalidate(one);
        around.invalidate(other);
    }

    /// The two count as blocked until [#written].
    void writing(UserId one, UserId other) {
        pending.merge(Pair.of(one, other), 1, Integer::sum);
    }

    /// The block stands in the database, or failed.
    void written(UserId one, UserId other) {
        forget(one, other);
        pending.computeIfPresent(
                Pair.of(one, other), (pair, threads) -> threads == 1 ? null : threads - 1);
    }
}
