package parley.store.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ScheduledChanged.State;
import parley.core.schedule.Scheduled;
import parley.core.schedule.ScheduledRows;
import parley.core.schedule.Scheduler;
import parley.store.body.MessageBodies;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Scheduled messages in one session.
public final class SqlScheduledRows implements ScheduledRows {
    private static final State[] STATES = State.values();
    private static final String SELECT =
            """
            SELECT "user", conversation, "key", device, sendAt, body, state, code FROM scheduled
            """;

    private final Session session;

    public SqlScheduledRows(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Scheduled> find(Scheduled.Of of) {
        return session.first(
                SELECT + "WHERE \"user\" = ? AND conversation = ? AND \"key\" = ?",
                p -> p.add(of.user()).add(of.conversation()).add(of.key()),
                SqlScheduledRows::read);
    }

    @Override
    public int count(UserId user) {
        return session.first(
                        "SELECT COUNT(*) FROM scheduled WHERE \"user\" = ?",
                        p -> p.add(user),
                        row -> row.smallNumber())
                .orElse(0);
    }

    @Override
    public int count(UserId user, ConversationId conversation) {
        return session.first(
                        "SELECT COUNT(*) FROM scheduled WHERE \"user\" = ? AND conversation = ?",
                        p -> p.add(user).add(conversation),
                        row -> row.smallNumber())
                .orElse(0);
    }

    List<Scheduled> list(UserId user, ConversationId conversation) {
        return session.list(
                SELECT + "WHERE \"user\" = ? AND conversation = ? ORDER BY sendAt, \"key\" LIMIT ?",
                p -> p.add(user).add(conversation).add(Scheduler.CONVERSATION_MAX),
                SqlScheduledRows::read);
    }

    List<Scheduled> list(UserId user) {
        return session.list(
                SELECT + "WHERE \"user\" = ? ORDER BY sendAt, \"key\" LIMIT ?",
                p -> p.add(user).add(Scheduler.USER_MAX),
                SqlScheduledRows::read);
    }

    // The states are numbers in the text, so that SQLite sees that the partial index fits.
    boolean anyDue(Instant now) {
        return session.first(
                        "SELECT 1 FROM scheduled WHERE state < 2 AND sendAt <= ? LIMIT 1",
                        p -> p.add(now),
                        row -> true)
                .orElse(false);
    }

    @Override
    public List<Scheduled> due(Instant now, int max) {
        return session.list(
                SELECT + "WHERE state < 2 AND sendAt <= ? ORDER BY sendAt, \"key\" LIMIT ?",
                p -> p.add(now).add(max),
                SqlScheduledRows::read);
    }

    @Override
    public void put(Scheduled scheduled) {
        var of = scheduled.of();
        var code = scheduled.code();
        session.update(
                """
                INSERT INTO scheduled
                    (device, sendAt, body, state, code, "user", conversation, "key")
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT ("user", conversation, "key") DO UPDATE SET device = excluded.device,
                    sendAt = excluded.sendAt, body = excluded.body, state = excluded.state,
                    code = excluded.code
                """,
                p ->
                        p.add(scheduled.device())
                                .add(scheduled.sendAt())
                                .add(MessageBodies.encode(scheduled.content()))
                                .add(scheduled.state())
                                .add(code == null ? null : code.name())
                                .add(of.user())
                                .add(of.conversation())
                                .add(of.key()));
    }

    @Override
    public void remove(Scheduled.Of of) {
        session.erased();
        session.update(
                "DELETE FROM scheduled WHERE \"user\" = ? AND conversation = ? AND \"key\" = ?",
                p -> p.add(of.user()).add(of.conversation()).add(of.key()));
    }

    @Override
    public void removeAll(UserId user) {
        session.erased();
        session.update("DELETE FROM scheduled WHERE \"user\" = ?", p -> p.add(user));
    }

    private static Scheduled read(Row row) {
        var of = new Scheduled.Of(row.user(), row.conversation(), row.text());
        var device = row.device();
        var sendAt = row.time();
        var content = MessageBodies.decode(row.bytes());
        var state = row.oneOf(STATES);
        var code = row.textOrNull();
        return new Scheduled(
                of,
                device,
                sendAt,
                content,
                state,
                code == null ? null : RefusalCode.valueOf(code));
    }
}
