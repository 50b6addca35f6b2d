package parley.store.draft;

import java.util.List;
import java.util.Optional;
import parley.core.draft.Draft;
import parley.core.draft.Draft.Words;
import parley.core.draft.DraftRows;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Drafts in one session.
public final class SqlDraftRows implements DraftRows {
    private static final String SELECT =
            "SELECT \"user\", conversation, text, replyTo, thread, at, rev FROM draft ";

    private final Session session;

    public SqlDraftRows(Session session) {
        this.session = session;
    }

    @Override
    public Optional<Draft> find(Draft.Of of) {
        return session.first(
                SELECT + "WHERE \"user\" = ? AND conversation = ?",
                p -> p.add(of.user()).add(of.conversation()),
                SqlDraftRows::read);
    }

    @Override
    public int count(UserId user) {
        return session.first(
                        "SELECT COUNT(*) FROM draft WHERE \"user\" = ? AND text IS NOT NULL",
                        p -> p.add(user),
                        row -> row.smallNumber())
                .orElse(0);
    }

    @Override
    public void put(Draft draft) {
        session.erased();
        var words = draft.words();
        session.update(
                """
                INSERT INTO draft ("user", conversation, text, replyTo, thread, at, rev)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT ("user", conversation) DO UPDATE SET text = excluded.text,
                    replyTo = excluded.replyTo, thread = excluded.thread, at = excluded.at,
                    rev = excluded.rev
                """,
                p ->
                        p.add(draft.of().user())
                                .add(draft.of().conversation())
                                .add(words == null ? null : words.text())
                                .add(words == null ? 0 : words.replyTo())
                                .add(words == null ? 0 : words.thread())
                                .add(draft.at())
                                .add(draft.rev()));
    }

    @Override
    public void remove(Draft.Of of) {
        session.erased();
        session.update(
                "DELETE FROM draft WHERE \"user\" = ? AND conversation = ?",
                p -> p.add(of.user()).add(of.conversation()));
    }

    @Override
    public List<Draft> some(UserId user, int max) {
        return session.list(
                SELECT + "WHERE \"user\" = ? LIMIT ?",
                p -> p.add(user).add(max),
                SqlDraftRows::read);
    }

    @Override
    public List<Draft> some(ConversationId conversation, int max) {
        return session.list(
                SELECT + "WHERE conversation = ? LIMIT ?",
                p -> p.add(conversation).add(max),
                SqlDraftRows::read);
    }

    private static Draft read(Row row) {
        var of = new Draft.Of(row.user(), row.conversation());
        var text = row.textOrNull();
        long replyTo = row.number();
        long thread = row.number();
        var words = text == null ? null : new Words(text, replyTo, thread);
        return new Draft(of, words, row.time(), row.number());
    }
}
