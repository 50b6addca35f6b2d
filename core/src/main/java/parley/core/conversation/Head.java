package parley.core.conversation;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;

/// The one row of a conversation that each write touches: how far its log goes, and what a draft is
/// checked against.
///
/// @param progress how far the log goes
/// @param touched the batch that touched this head last
/// @param memberRev grows with each change of members, roles or blocks; a draft is decided on one
///   and refused to be written on another
/// @param members how many belong to it now
/// @param direct the two people and their marks; in direct conversations only
/// @param settings what its members see of it; empty in direct and account conversations
public record Head(
        ConversationId id,
        Kind kind,
        Progress progress,
        Position touched,
        long memberRev,
        int members,
        @Nullable Direct direct,
        Settings settings) {

    /// How far a conversation's log goes.
    ///
    /// @param lastAt the time of its last change; a later one is never earlier
    /// @param lastMessageAt the time of its last message, what lists are sorted by; the making of
    ///   it before the first
    /// @param lastOdd the highest seq that is deleted, expired or didn't raise its sender's read
    ///   mark: a reader who is beyond it has lastSeq − read unread
    public record Progress(
            long lastSeq, long lastRev, Instant lastAt, Instant lastMessageAt, long lastOdd) {
        public static Progress startingAt(Instant at) {
            return new Progress(0, 0, at, at, 0);
        }
    }

    /// The two people of a direct conversation and how far each got. With oneself both marks are
    /// the same.
    public record Direct(Pair pair, Marks a, Marks b) {
        public Marks marksOf(UserId user) {
            return pair.a().equals(user) ? a : b;
        }

        public Direct with(UserId user, Marks marks) {
            Marks nextA = pair.a().equals(user) ? a.max(marks) : a;
            Marks nextB = pair.b().equals(user) ? b.max(marks) : b;
            return new Direct(pair, nextA, nextB);
        }
    }

    /// What members see and owners change. Empty texts where there are none.
    ///
    /// @param historyJoined whether a member sees only what was sent after they came
    /// @param rules how things go here
    public record Settings(String title, String description, boolean historyJoined, Rules rules) {
        public static final Settings NONE = new Settings("", "", false);

        /// With the rules that hold unless something else is said.
        public Settings(String title, String description, boolean historyJoined) {
            this(title, description, historyJoined, Rules.NONE);
        }

        public Settings with(Rules next) {
            return new Settings(title, description, historyJoined, next);
        }

        /// Characters that a title may have.
        public static final int TITLE_MAX = 255;

        /// Characters that a description may have.
        public static final int DESCRIPTION_MAX = 2000;
    }

    /// A new conversation of two people, before its first message.
    public static Head ofDirect(ConversationId id, Pair pair, Instant at, Position touched) {
        return new Head(
                id,
                Kind.DIRECT,
                Progress.startingAt(at),
                touched,
                0,
                pair.isWithSelf() ? 1 : 2,
                new Direct(pair, Marks.NONE, Marks.NONE),
                Settings.NONE);
    }

    /// A new conversation that isn't direct, before its first change and member.
    public static Head of(
            ConversationId id, Kind kind, Settings settings, Instant at, Position touched) {
        return new Head(id, kind, Progress.startingAt(at), touched, 0, 0, null, settings);
    }

    /// Whether it was deleted for everyone.
    public boolean isDeleted() {
        return settings.rules().deleted();
    }

    /// Whether a change of this message is to be kept from members who may not see it.
    public boolean isVeiled(long seq) {
        return seq > 0 && (settings.historyJoined() || seq <= settings.rules().veiledTo());
    }

    public long lastSeq() {
        return progress.lastSeq();
    }

    public long lastRev() {
        return progress.lastRev();
    }

    public Optional<Pair> pair() {
        return direct == null ? Optional.empty() : Optional.of(direct.pair());
    }

    public Head with(Progress next) {
        return new Head(id, kind, next, touched, memberRev, members, direct, settings);
    }

    public Head with(Settings next) {
        return new Head(id, kind, progress, touched, memberRev, members, direct, next);
    }

    public Head touchedBy(Position batch) {
        return new Head(id, kind, progress, batch, memberRev, members, direct, settings);
    }

    /// With one user's marks moved on, where this is a direct conversation.
    public Head with(UserId user, Marks marks) {
        return direct == null
                ? this
                : new Head(
                        id,
                        kind,
                        progress,
                        touched,
                        memberRev,
                        members,
                        direct.with(user, marks),
                        settings);
    }

    public Head withMembers(long nextMemberRev, int nextMembers) {
        return new Head(id, kind, progress, touched, nextMemberRev, nextMembers, direct, settings);
    }
}
