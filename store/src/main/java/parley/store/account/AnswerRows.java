package parley.store.account;

import java.time.Instant;
import java.util.Optional;
import parley.core.account.KeptAnswer;
import parley.core.id.UserId;
import parley.store.sql.Session;

/// Kept answers in one session.
public final class AnswerRows {
    private final Session session;

    public AnswerRows(Session session) {
        this.session = session;
    }

    Optional<KeptAnswer> find(UserId user, String key) {
        return session.first(
                "SELECT request, status, body, at FROM answer WHERE \"user\" = ? AND \"key\" = ?",
                p -> p.add(user).add(key),
                row ->
                        new KeptAnswer(
                                user,
                                key,
                                row.bytes(),
                                row.smallNumber(),
                                row.bytes(),
                                row.time()));
    }

    public void put(KeptAnswer answer, Instant forgetBefore) {
        session.update("DELETE FROM answer WHERE at < ?", p -> p.add(forgetBefore));
        session.update(
                """
                INSERT INTO answer ("user", "key", request, status, body, at)
                VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT ("user", "key") DO UPDATE SET request = excluded.request,
                    status = excluded.status, body = excluded.body, at = excluded.at
                """,
                p ->
                        p.add(answer.user())
                                .add(answer.key())
                                .add(answer.request())
                                .add(answer.status())
                                .add(answer.body())
                                .add(answer.at()));
    }
}
