package parley.store.erasure;

import java.util.List;
import java.util.Optional;
import parley.core.erasure.Erasure;
import parley.core.erasure.Erasure.Messages;
import parley.core.erasure.ErasureRows;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.store.sql.Session;

/// Erasures in one session.
public final class SqlErasureRows implements ErasureRows {
    private static final Messages[] MESSAGES = Messages.values();

    private final Session session;

    public SqlErasureRows(Session session) {
        this.session = session;
    }

    Optional<Erasure> first() {
        return session.first(
                "SELECT \"user\", messages, done, seq FROM erasure ORDER BY \"user\" LIMIT 1",
                p -> {},
                row -> new Erasure(row.user(), row.oneOf(MESSAGES), row.number(), row.number()));
    }

    List<ConversationId> conversationsAfter(UserId user, long done, int max) {
        return session.list(
                """
                SELECT conversation FROM direct WHERE "user" = ? AND conversation > ?
                UNION SELECT conversation FROM member WHERE "user" = ? AND conversation > ?
                ORDER BY conversation LIMIT ?
                """,
                p -> p.add(user).add(done).add(user).add(done).add(max),
                row -> row.conversation());
    }

    @Override
    public void put(Erasure erasure) {
        session.update(
                """
                INSERT INTO erasure ("user", messages, done, seq) VALUES (?, ?, ?, ?)
                ON CONFLICT ("user") DO UPDATE SET messages = excluded.messages,
                    done = excluded.done, seq = excluded.seq
                """,
                p ->
                        p.add(erasure.user())
                                .add(erasure.messages())
                                .add(erasure.done())
                                .add(erasure.seq()));
    }

    @Override
    public void remove(UserId user) {
        session.update("DELETE FROM erasure WHERE \"user\" = ?", p -> p.add(user));
    }
}
