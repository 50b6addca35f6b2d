package parley.store.message;

import java.util.List;
import parley.core.log.Change;
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
                INSERT INTO change (conversation, rev, lane, n, sender, at, kind, body)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                """,
                changes,
                (p, change) ->
                        p.add(change.conversation())
                                .add(change.rev())
                                .add(change.position())
                                .add(change.from())
                                .add(change.at())
                                .add(ChangeBodies.kind(change.body()))
                                .add(ChangeBodies.encode(change.body())));
    }
}
