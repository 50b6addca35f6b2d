package parley.core.conversation;

import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;

/// That a user belongs, or belonged, to a conversation. Never deleted: who left is remembered as
/// having left. In a direct conversation both people belong for good.
///
/// @param span since when, and until when
/// @param visibleFrom the first seq that this member may see
/// @param preferences what the member chose for themself
/// @param touched the batch that touched this row last
public record Membership(
        ConversationId conversation,
        UserId user,
        Role role,
        State state,
        Span span,
        long visibleFrom,
        Preferences preferences,
        Position touched) {

    /// Whether someone belongs to a conversation now, and if not, why.
    public enum State {
        IN,
        LEFT,
        REMOVED,
        BANNED
    }

    /// @param joinedRev the rev of the change that made them a member, 0 in direct conversations
    /// @param leftRev the rev of the change that ended it, 0 while they belong
    public record Span(long joinedRev, long leftRev) {
        public static final Span ALWAYS = new Span(0, 0);
    }

    /// What a member chose for themself; nobody else is told.
    ///
    /// @param hidden whether a direct conversation was cleared off the list until its next message
    /// @param hides whether they hid messages of it from themself
    /// @param request what they say to a stranger who writes to them
    public record Preferences(
            boolean muted,
            boolean pinned,
            boolean archived,
            boolean hidden,
            boolean hides,
            Request request) {
        public static final Preferences NONE = new Preferences(false, false, false, false, false);

        /// Where there is no question of strangers.
        public Preferences(
                boolean muted, boolean pinned, boolean archived, boolean hidden, boolean hides) {
            this(muted, pinned, archived, hidden, hides, Request.NONE);
        }

        public Preferences(boolean muted, boolean pinned, boolean archived, boolean hidden) {
            this(muted, pinned, archived, hidden, false);
        }

        /// With the conversation off the list until its next message.
        public Preferences offTheList() {
            return new Preferences(muted, pinned, archived, true, hides, request);
        }

        public Preferences hiding() {
            return new Preferences(muted, pinned, archived, hidden, true, request);
        }

        /// With an answer to a stranger. What is rejected is put away into the archive, and comes
        /// back when it is accepted.
        public Preferences with(Request next) {
            return new Preferences(
                    muted,
                    pinned,
                    next == Request.REJECTED || (archived && request != Request.REJECTED),
                    hidden,
                    hides,
                    next);
        }

        /// Of a conversation of two people, what one says to the other who began it. In the order
        /// of their numbers in the database.
        public enum Request {
            /// Never asked.
            NONE,
            WAITING,
            ACCEPTED,
            REJECTED
        }
    }

    public static Membership joined(
            ConversationId conversation,
            UserId user,
            Role role,
            long rev,
            long visibleFrom,
            Position touched) {
        return new Membership(
                conversation,
                user,
                role,
                State.IN,
                new Span(rev, 0),
                visibleFrom,
                Preferences.NONE,
                touched);
    }

    public static Membership direct(ConversationId conversation, UserId user, Position touched) {
        return new Membership(
                conversation,
                user,
                Role.MEMBER,
                State.IN,
                Span.ALWAYS,
                1,
                Preferences.NONE,
                touched);
    }

    public boolean isIn() {
        return state == State.IN;
    }

    /// Whether this member belonged when the change with this rev had been made.
    public boolean wasInAt(long rev) {
        return span.joinedRev() <= rev && (isIn() || span.leftRev() > rev);
    }

    public Membership ended(State how, long rev, Position batch) {
        return new Membership(
                conversation,
                user,
                role,
                how,
                new Span(span.joinedRev(), rev),
                visibleFrom,
                preferences,
                batch);
    }

    public Membership with(Role next, Position batch) {
        return new Membership(
                conversation, user, next, state, span, visibleFrom, preferences, batch);
    }

    public Membership with(Preferences next, Position batch) {
        return new Membership(conversation, user, role, state, span, visibleFrom, next, batch);
    }

    public Membership visibleFrom(long seq, Position batch) {
        return new Membership(conversation, user, role, state, span, seq, preferences, batch);
    }
}
