package parley.gateway.hub;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import parley.core.conversation.ConversationStore;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.MemberChanged;

/// Who belongs to each group, online or not, as of the entry that is being fanned out. It follows
/// the log, so no interleaving lets a removed member receive: the change that ends a membership is
/// the last thing they are given.
///
/// Used by the fan-out thread alone. Bound: [#MAX] groups; the one used least recently is read
/// again.
final class Rosters {
    private static final int MAX = 20_000;

    private final ConversationStore store;
    private final Map<ConversationId, Set<UserId>> members =
            new LinkedHashMap<>(256, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<ConversationId, Set<UserId>> eldest) {
                    return size() > MAX;
                }
            };

    Rosters(ConversationStore store) {
        this.store = store;
    }

    /// Those who belonged just before the entry with this rev.
    Set<UserId> before(ConversationId group, long rev) {
        return members.computeIfAbsent(group, id -> new HashSet<>(store.membersAt(id, rev - 1)));
    }

    /// Everything is read again.
    void forget() {
        members.clear();
    }

    /// Those who belong now, for what passes.
    Set<UserId> now(ConversationId group) {
        // not kept when read: the rows may be ahead of what was fanned out
        var known = members.get(group);
        return known != null ? known : store.membersAt(group, Long.MAX_VALUE);
    }

    /// Nobody belongs to it any more.
    void close(ConversationId group) {
        members.put(group, new HashSet<>());
    }

    /// Takes a member change in.
    void apply(ConversationId group, MemberChanged change) {
        var known = members.get(group);
        if (known != null) {
            if (change.endsMembership()) {
                known.remove(change.user());
            } else if (change.beginsMembership()) {
                known.add(change.user());
            }
        }
    }
}
