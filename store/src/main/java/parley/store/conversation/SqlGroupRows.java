package parley.store.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.core.conversation.Ban;
import parley.core.conversation.GroupRows;
import parley.core.conversation.Invitation;
import parley.core.conversation.JoinRequest;
import parley.core.conversation.Membership;
import parley.core.conversation.Membership.State;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// What a group or channel keeps beside its members, in one session.
public final class SqlGroupRows implements GroupRows {
    static final String BAN =
            "SELECT bannedBy, at, until, reason, \"user\" FROM ban WHERE conversation = ?";
    static final String INVITATION =
            "SELECT code, conversation, madeBy, at, expiresAt, uses, used FROM invitation";

    private final Session session;
    private final Position position;

    public SqlGroupRows(Session session, Position position) {
        this.session = session;
        this.position = position;
    }

    static Ban ban(Row row, ConversationId conversation) {
        var by = row.user();
        var at = row.time();
        var until = row.timeOrNull();
        var reason = row.text();
        return new Ban(conversation, row.user(), by, at, until, reason);
    }

    static Invitation invitation(Row row) {
        return new Invitation(
                row.text(),
                row.conversation(),
                row.user(),
                row.time(),
                row.timeOrNull(),
                row.smallNumber(),
                row.smallNumber());
    }

    @Override
    public Optional<Ban> ban(ConversationId conversation, UserId user) {
        return ban(session, conversation, user);
    }

    static Optional<Ban> ban(Session session, ConversationId conversation, UserId user) {
        return session.first(
                BAN + " AND \"user\" = ?",
                p -> p.add(conversation).add(user),
                row -> ban(row, conversation));
    }

    private int count(String table, ConversationId conversation) {
        return session.first(
                        "SELECT COUNT(*) FROM " + table + " WHERE conversation = ?",
                        p -> p.add(conversation),
                        Row::smallNumber)
                .orElse(0);
    }

    private void remove(String table, ConversationId conversation, UserId user) {
        session.update(
                "DELETE FROM " + table + " WHERE conversation = ? AND \"user\" = ?",
                p -> p.add(conversation).add(user));
    }

    @Override
    public int bans(ConversationId conversation) {
        return count("ban", conversation);
    }

    @Override
    public void put(Ban ban) {
        session.update(
                """
                INSERT INTO ban (conversation, "user", bannedBy, at, until, reason)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (conversation, "user") DO UPDATE SET bannedBy = excluded.bannedBy,
                    at = excluded.at, until = excluded.until, reason = excluded.reason
                """,
                p ->
                        p.add(ban.conversation())
                                .add(ban.user())
                                .add(ban.by())
                                .add(ban.at())
                                .addOrNull(ban.until())
                                .add(ban.reason()));
    }

    @Override
    public void removeBan(ConversationId conversation, UserId user) {
        remove("ban", conversation, user);
    }

    @Override
    public Optional<JoinRequest> request(ConversationId conversation, UserId user) {
        return session.first(
                "SELECT at FROM join_request WHERE conversation = ? AND \"user\" = ?",
                p -> p.add(conversation).add(user),
                row -> new JoinRequest(conversation, user, row.time()));
    }

    @Override
    public int requests(ConversationId conversation) {
        return count("join_request", conversation);
    }

    @Override
    public void put(JoinRequest request) {
        session.update(
                """
                INSERT INTO join_request (conversation, "user", at) VALUES (?, ?, ?)
                ON CONFLICT (conversation, "user") DO UPDATE SET at = excluded.at
                """,
                p -> p.add(request.conversation()).add(request.user()).add(request.at()));
    }

    @Override
    public void removeRequest(ConversationId conversation, UserId user) {
        remove("join_request", conversation, user);
    }

    @Override
    public Optional<Invitation> invitation(String code) {
        return session.first(
                INVITATION + " WHERE code = ?", p -> p.add(code), SqlGroupRows::invitation);
    }

    @Override
    public int invitations(ConversationId conversation) {
        return count("invitation", conversation);
    }

    @Override
    public void put(Invitation invitation) {
        session.update(
                """
                INSERT INTO invitation (code, conversation, madeBy, at, expiresAt, uses, used)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (code) DO UPDATE SET used = excluded.used
                """,
                p ->
                        p.add(invitation.code())
                                .add(invitation.conversation())
                                .add(invitation.by())
                                .add(invitation.at())
                                .addOrNull(invitation.expiresAt())
                                .add(invitation.uses())
                                .add(invitation.used()));
    }

    @Override
    public void removeInvitation(String code) {
        session.update("DELETE FROM invitation WHERE code = ?", p -> p.add(code));
    }

    @Override
    public void removeSpentInvitations(ConversationId conversation, Instant now) {
        session.update(
                """
                DELETE FROM invitation WHERE conversation = ?
                    AND (expiresAt <= ? OR (uses > 0 AND used >= uses))
                """,
                p -> p.add(conversation).add(now));
    }

    @Override
    public void removeAll(ConversationId conversation) {
        for (var table : List.of("ban", "join_request", "invitation", "pace")) {
            session.update(
                    "DELETE FROM " + table + " WHERE conversation = ?", p -> p.add(conversation));
        }
    }

    @Override
    public void endAll(ConversationId conversation, State how, long rev) {
        session.update(
                """
                UPDATE member SET state = ?, leftRev = ?, lane = ?, n = ?
                WHERE conversation = ? AND state = 0
                """,
                p -> p.add(how).add(rev).add(position).add(conversation));
    }

    @Override
    public List<Membership> staff(ConversationId conversation, int max) {
        return session.list(
                """
                SELECT m."user", %s FROM member m
                WHERE m.conversation = ? AND m.role < 2 AND m.state = 0
                ORDER BY m.role, m."user" LIMIT ?
                """
                        .formatted(MembershipRows.COLUMNS),
                p -> p.add(conversation).add(max),
                row -> {
                    var user = row.user();
                    return MembershipRows.read(row, conversation, user);
                });
    }

    @Override
    public Optional<Instant> lastSent(ConversationId conversation, UserId user) {
        return session.first(
                "SELECT at FROM pace WHERE conversation = ? AND \"user\" = ?",
                p -> p.add(conversation).add(user),
                Row::time);
    }

    @Override
    public void putLastSent(ConversationId conversation, UserId user, Instant at) {
        session.update(
                """
                INSERT INTO pace (conversation, "user", at) VALUES (?, ?, ?)
                ON CONFLICT (conversation, "user") DO UPDATE SET at = excluded.at
                """,
                p -> p.add(conversation).add(user).add(at));
    }

    @Override
    public Optional<Ended> ended() {
        return session.first(
                "SELECT conversation, deletedAt, nextSeq FROM ended ORDER BY conversation LIMIT 1",
                p -> {},
                row -> new Ended(row.conversation(), row.time(), row.number()));
    }

    @Override
    public void put(Ended ended) {
        session.update(
                """
                INSERT INTO ended (conversation, deletedAt, nextSeq) VALUES (?, ?, ?)
                ON CONFLICT (conversation) DO UPDATE SET nextSeq = excluded.nextSeq
                """,
                p -> p.add(ended.conversation()).add(ended.deletedAt()).add(ended.nextSeq()));
    }

    @Override
    public void removeEnded(ConversationId conversation) {
        session.update("DELETE FROM ended WHERE conversation = ?", p -> p.add(conversation));
    }
}
