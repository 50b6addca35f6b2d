package parley.store.sqlite.lag;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;

/// The heads of direct conversations as they were last written, so that who goes on in one has
/// nothing read for it: there is one writer, so what it wrote last is what its tables hold. Guarded
/// by the lock of whoever writes.
///
/// Bound: [#MANY] heads; the one that wasn't asked for the longest is forgotten.
final class RecentHeads {
    /// More would outlive the young collections of a busy server, where few are asked for again.
    private static final int MANY =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / 64_000, 1_000, 8_000);

    private final Map<ConversationId, Head> heads = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Pair, ConversationId> pairs = new HashMap<>();

    void put(Head head) {
        if (heads.put(head.id(), head) == null) {
            pairs.put(pair(head), head.id());
            if (heads.size() > MANY) {
                var eldest = heads.values().iterator();
                pairs.remove(pair(eldest.next()));
                eldest.remove();
            }
        }
    }

    private static Pair pair(Head head) {
        return Objects.requireNonNull(head.direct()).pair();
    }

    @Nullable Head get(ConversationId id) {
        return heads.get(id);
    }

    @Nullable ConversationId between(Pair pair) {
        return pairs.get(pair);
    }

    /// Forgets all, where it isn't known what was written last.
    void clear() {
        heads.clear();
        pairs.clear();
    }
}
