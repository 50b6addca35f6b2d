package parley.core.conversation;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Reads who belongs to a conversation. Who reads a channel is shown to its owners and admins
/// alone; its readers see those who run it, and themselves. Thread-safe.
public final class MemberReader {
    private final ConversationReader reader;
    private final ConversationStore store;

    public MemberReader(ConversationReader reader, ConversationStore store) {
        this.reader = reader;
        this.store = store;
    }

    /// Those who belong, by id.
    ///
    /// @param after the last of the page before
    /// @throws Refusal `not_found` to everyone who doesn't belong
    public List<Membership> page(
            UserId asker, ConversationId conversation, @Nullable UserId after, int max) {
        var listed = reader.require(conversation, asker);
        return seesReaders(listed)
                ? store.members(conversation, after, max)
                : store.staff(conversation, after, max);
    }

    private static boolean seesReaders(Listed asker) {
        return asker.head().kind() != Kind.CHANNEL || asker.membership().role().atLeast(Role.ADMIN);
    }

    /// One who belongs.
    ///
    /// @throws Refusal `not_found` if they don't, or that isn't the asker's to know
    public Membership require(UserId asker, ConversationId conversation, UserId user) {
        var listed = reader.require(conversation, asker);
        Optional<Membership> found =
                reader.find(conversation, user).map(Listed::membership).filter(Membership::isIn);
        return found.filter(member ->
                        seesReaders(listed)
                                || member.role().atLeast(Role.ADMIN)
                                || user.equals(asker))
                .orElseThrow(Refusal::notFound);
    }
}
