package parley.store.conversation;

import java.util.Optional;
import parley.core.conversation.Kind;
import parley.core.conversation.Membership;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Membership.Preferences.Request;
import parley.core.conversation.Membership.Span;
import parley.core.conversation.Membership.State;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Who belongs to what, in one session. In a direct conversation the row is the one by which its
/// people find it, and only what they chose for themselves changes.
public final class MembershipRows {
    /// Of a row `m` of `member`; see [#read].
    static final String COLUMNS =
            "m.role, m.state, m.joinedRev, m.leftRev, m.visibleFrom, m.flags, m.lane, m.n";

    /// The same of a row `d` of `direct` or `direct_of`.
    static final String DIRECT_COLUMNS =
            "2 AS role, 0 AS state, 0 AS joinedRev, 0 AS leftRev, d.visibleFrom, d.flags, d.lane,"
                    + " d.n";

    private static final Role[] ROLES = Role.values();
    private static final State[] STATES = State.values();

    private static final int MUTED = 1;
    static final int PINNED = 2;
    private static final int ARCHIVED = 4;
    static final int HIDDEN = 8;
    private static final int HIDES = 16;

    /// Where the number of what is said to a stranger begins; two bits.
    private static final int REQUEST_BIT = 10;

    private static final Request[] REQUESTS = Request.values();

    private final Session session;

    public MembershipRows(Session session) {
        this.session = session;
    }

    public Optional<Membership> find(ConversationId conversation, UserId user) {
        var member =
                session.first(
                        "SELECT "
                                + COLUMNS
                                + " FROM member m WHERE m.\"user\" = ? AND m.conversation = ?",
                        p -> p.add(user).add(conversation),
                        row -> read(row, conversation, user));
        return member.isPresent() ? member : findDirect(conversation, user);
    }

    private Optional<Membership> findDirect(ConversationId conversation, UserId user) {
        return session.first(
                "SELECT "
                        + DIRECT_COLUMNS
                        + " FROM direct_of d WHERE d.\"user\" = ? AND d.conversation = ?",
                p -> p.add(user).add(conversation),
                row -> read(row, conversation, user));
    }

    /// How many owners belong now.
    public int owners(ConversationId conversation) {
        return session.first(
                        """
                        SELECT COUNT(*) FROM member
                        WHERE conversation = ? AND role < 2 AND role = ? AND state = ?
                        """,
                        p -> p.add(conversation).add(Role.OWNER).add(State.IN),
                        row -> row.smallNumber())
                .orElse(0);
    }

    static Membership read(Row row, ConversationId conversation, UserId user) {
        var role = row.oneOf(ROLES);
        var state = row.oneOf(STATES);
        var span = new Span(row.number(), row.number());
        long visibleFrom = row.number();
        var preferences = preferences(row.smallNumber());
        return new Membership(
                conversation, user, role, state, span, visibleFrom, preferences, row.position());
    }

    private static Preferences preferences(int flags) {
        return new Preferences(
                (flags & MUTED) != 0,
                (flags & PINNED) != 0,
                (flags & ARCHIVED) != 0,
                (flags & HIDDEN) != 0,
                (flags & HIDES) != 0,
                REQUESTS[(flags >> REQUEST_BIT) & 3]);
    }

    private static int flags(Preferences preferences) {
        return (preferences.muted() ? MUTED : 0)
                | (preferences.pinned() ? PINNED : 0)
                | (preferences.archived() ? ARCHIVED : 0)
                | (preferences.hidden() ? HIDDEN : 0)
                | (preferences.hides() ? HIDES : 0)
                | (preferences.request().ordinal() << REQUEST_BIT);
    }

    public void put(Membership membership) {
        int direct =
                session.update(
                        session.dialect().choosing(),
                        p ->
                                p.add(membership.visibleFrom())
                                        .add(flags(membership.preferences()))
                                        .add(membership.touched())
                                        .add(membership.user())
                                        .add(membership.conversation()));
        if (direct == 0) {
            putMember(membership);
        }
    }

    private void putMember(Membership membership) {
        session.update(
                """
                INSERT INTO member (role, state, joinedRev, leftRev, visibleFrom, flags, lane, n,
                    "user", conversation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT ("user", conversation) DO UPDATE SET role = excluded.role,
                    state = excluded.state, joinedRev = excluded.joinedRev,
                    leftRev = excluded.leftRev, visibleFrom = excluded.visibleFrom,
                    flags = excluded.flags, lane = excluded.lane, n = excluded.n
                """,
                p ->
                        p.add(membership.role())
                                .add(membership.state())
                                .add(membership.span().joinedRev())
                                .add(membership.span().leftRev())
                                .add(membership.visibleFrom())
                                .add(flags(membership.preferences()))
                                .add(membership.touched())
                                .add(membership.user())
                                .add(membership.conversation()));
    }

    /// Moves a member's marks on, never back, and touches their row.
    public void putMarks(ConversationId conversation, UserId user, Marks marks, Position position) {
        session.update(
                """
                INSERT INTO mark (conversation, "user", received, read) VALUES (?, ?, ?, ?)
                ON CONFLICT (conversation, "user") DO UPDATE SET
                    received = CASE WHEN excluded.received > mark.received
                        THEN excluded.received ELSE mark.received END,
                    read = CASE WHEN excluded.read > mark.read
                        THEN excluded.read ELSE mark.read END
                """,
                p -> p.add(conversation).add(user).add(marks.received()).add(marks.read()));
        session.update(
                "UPDATE member SET lane = ?, n = ? WHERE \"user\" = ? AND conversation = ?",
                p -> p.add(position).add(user).add(conversation));
    }

    /// Whether people of conversations of this kind have rows in `member`.
    static boolean hasMembers(Kind kind) {
        return switch (kind) {
            case GROUP, CHANNEL -> true;
            case DIRECT, ACCOUNT -> false;
        };
    }
}
