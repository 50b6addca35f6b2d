package parley.store.sqlite.lag;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import parley.core.id.ConversationId;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.log.LogTransaction.KeyOf;
import parley.store.message.KeyHash;
import parley.store.sql.Session;

/// Finds messages by the keys that their senders gave them, in the lag and in the table. What is
/// found by its hash is believed by its text.
final class KeyLookup {
    private final Session session;

    KeyLookup(Session session) {
        this.session = session;
    }

    /// @param waiting what lags of a conversation
    Map<KeyOf, KeptKey> find(
            Collection<KeyOf> keys,
            KeyHash hashes,
            Function<ConversationId, List<LagEntry>> waiting) {
        var kept = new HashMap<KeyOf, KeptKey>();
        for (var key : keys) {
            long hash = hashes.of(key.from(), key.key());
            for (long row : rows(key.conversation(), hash, waiting.apply(key.conversation()))) {
                read(row, key, kept);
            }
        }
        return kept;
    }

    private List<Long> rows(ConversationId id, long hash, List<LagEntry> waiting) {
        for (var entry : waiting) {
            long row = entry.rowOf(hash);
            if (row != 0) {
                return List.of(row);
            }
        }
        boolean isNew = !waiting.isEmpty() && waiting.getFirst().made() != null;
        var rows = new ArrayList<Long>(1);
        if (!isNew) {
            session.forEach(
                    """
                    SELECT message FROM message_key WHERE conversation = ? AND keyHash = ?
                    UNION ALL
                    SELECT message FROM message_place
                    WHERE conversation = ? AND seq <= ? AND keyHash = ?
                    """,
                    p -> p.add(id).add(hash).add(id).add(LagRows.LOOKED_THROUGH).add(hash),
                    row -> rows.add(row.number()));
        }
        return rows;
    }

    private void read(long id, KeyOf key, Map<KeyOf, KeptKey> kept) {
        session.forEach(
                "SELECT sender, \"key\", seq, rev, at, print FROM message_row WHERE id = ?",
                p -> p.add(id),
                row -> {
                    boolean is = row.user().equals(key.from()) && row.text().equals(key.key());
                    if (is) {
                        kept.put(
                                key,
                                new KeptKey(row.number(), row.number(), row.time(), row.number()));
                    }
                });
    }
}
