package parley.core.conversation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Positions;
import parley.core.receipt.Marks;

/// Reads conversations and who belongs to them. Thread-safe; blocks.
public interface ConversationStore {
    Optional<Head> head(ConversationId conversation);

    Optional<ConversationId> direct(Pair pair);

    /// Who talks in those of these that are direct conversations.
    Map<ConversationId, Pair> pairs(Collection<ConversationId> conversations);

    /// A conversation as one user sees it, also when they left; empty if they never belonged or it
    /// doesn't exist. Account conversations are not listed.
    Optional<Listed> listed(ConversationId conversation, UserId user);

    /// All conversations of a user whose head or own row these positions don't cover, left ones
    /// too; latest message first.
    List<Listed> changedSince(UserId user, Positions covered);

    /// The conversations that a user belongs to and that aren't hidden, latest message first, with
    /// ties by the higher id first. `after` is the last of the page before.
    List<Listed> page(UserId user, @Nullable PageEnd after, int max);

    /// The pinned ones of a user, latest message first.
    List<Listed> pinned(UserId user);

    /// What a client without a cursor begins with: the positions, and then the rows, so that what
    /// is committed meanwhile may be shown and isn't covered, never the other way round.
    ///
    /// @param max conversations on the page
    Beginning beginning(UserId user, int max);

    /// Everyone who belonged when the change with this rev had been made.
    Set<UserId> membersAt(ConversationId conversation, long rev);

    /// Those who belong now, by id, after this one.
    List<Membership> members(ConversationId conversation, @Nullable UserId after, int max);

    /// The owners and admins of a group or channel, by id, after this one.
    List<Membership> staff(ConversationId conversation, @Nullable UserId after, int max);

    /// How far each member of a group or channel got, by id, after this one. Who gave no mark yet
    /// got nowhere.
    List<MemberMarks> marks(ConversationId conversation, @Nullable UserId after, int max);

    /// How far one member got.
    record MemberMarks(UserId user, Marks marks) {}

    /// The people with whom this user has a direct conversation, the latest first.
    List<UserId> directPeers(UserId user, int max);

    /// The groups and channels that this user belongs to.
    List<ConversationId> groupsOf(UserId user);

    /// The same, each with the first seq that this user may see of it.
    Map<ConversationId, Long> groupsSeenBy(UserId user);

    /// The channels that this user belongs to.
    List<ConversationId> channelsOf(UserId user);

    /// How far the log is committed, lane by lane.
    Positions positions();

    /// The first page of a user's list, and those that they pinned.
    ///
    /// @param upTo what the lists cover at least
    record Beginning(Positions upTo, List<Listed> page, List<Listed> pinned) {}

    /// Where a page ended.
    record PageEnd(long lastMessageAtMs, ConversationId conversation) {}
}
