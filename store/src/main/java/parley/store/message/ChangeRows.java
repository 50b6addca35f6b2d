package parley.store.message;

import java.util.List;
import parley.core.id.ConversationId;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.Edited;
import parley.store.body.ChangeBodies;
import parley.store.sql.Session;

/// The changes that aren't messages, in one session.
public final class ChangeRows {
    private final Session session;

    public ChangeRows(Session session) {
        this.session = session;
    }

    public void insert(List<Change> changes) {
        session.batch(
                """
                INSERT INTO change (conversation, rev, lane, n, sender, at, kind, body, target)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                changes,
                (p, change) -> {
                    p.add(change.conversation()).add(change.rev()).add(change.position());
                    p.add(change.from()).add(change.at());
                    p.add(ChangeBodies.kind(change.body()));
                    p.add(ChangeBodies.encode(change.body()));
                    if (change.body() instanceof Edited edited) {
                        p.add(edited.target()); // what is erased with its message
                    } else {
                        p.addNull();
                    }
                });
    }

    /// The edits of one message, the first one first.
    static List<Change> edits(Session session, ConversationId conversation, long seq) {
        return session.list(
                """
                SELECT rev, lane, n, sender, at, kind, body FROM change
                WHERE conversation = ? AND target = ? ORDER BY rev
                """,
                p -> p.add(conversation).add(seq),
                row ->
                        new Change(
                                conversation,
                                row.number(),
                                row.position(),
                                row.user(),
                                row.time(),
                                ChangeBodies.decode(row.smallNumber(), row.bytes())));
    }

    /// Puts something else in the place of one change.
    void replace(ConversationId conversation, long rev, ChangeBody by) {
        session.update(
                "UPDATE change SET kind = ?, body = ? WHERE conversation = ? AND rev = ?",
                p ->
                        p.add(ChangeBodies.kind(by))
                                .add(ChangeBodies.encode(by))
                                .add(conversation)
                                .add(rev));
    }

    /// Puts something else in the place of edits that may not be read any more.
    ///
    /// @param beforeRev of those with a lower rev
    void replaceEdits(ConversationId conversation, long seq, long beforeRev, ChangeBody by) {
        session.update(
                """
                UPDATE change SET kind = ?, body = ?
                WHERE conversation = ? AND target = ? AND rev < ?
                """,
                p ->
                        p.add(ChangeBodies.kind(by))
                                .add(ChangeBodies.encode(by))
                                .add(conversation)
                                .add(seq)
                                .add(beforeRev));
    }
}
