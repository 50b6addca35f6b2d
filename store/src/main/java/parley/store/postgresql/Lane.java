package parley.store.postgresql;

import java.util.Optional;
import parley.core.log.Position;
import parley.store.sql.Session;

/// A lane that this process leases. Only who owns it can begin a batch in it, whatever any clock
/// says: a process that was paused past the end of its lease, and whose lane was taken, finds no
/// row to move.
///
/// @param owner a random number of this process
record Lane(int id, long owner) {
    /// How long a lane is kept from others without a sign of life.
    private static final String LEASE = "now() + interval '15 seconds'";

    /// Takes a free lane, or makes one; empty if another process was faster, try again.
    static Optional<Lane> lease(Session session, long owner) {
        var free =
                session.first(
                        """
                        UPDATE lane SET owner = ?, until = %s WHERE id =
                            (SELECT id FROM lane WHERE until < now()
                             ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED)
                        RETURNING id
                        """
                                .formatted(LEASE),
                        p -> p.add(owner),
                        row -> new Lane(row.smallNumber(), owner));
        return free.isPresent() ? free : make(session, owner);
    }

    private static Optional<Lane> make(Session session, long owner) {
        return session.first(
                """
                INSERT INTO lane (id, n, owner, until)
                SELECT COALESCE(MAX(id), 0) + 1, 0, ?, %s FROM lane
                ON CONFLICT DO NOTHING RETURNING id
                """
                        .formatted(LEASE),
                p -> p.add(owner),
                row -> new Lane(row.smallNumber(), owner));
    }

    /// Begins the next batch; empty if the lane was taken over.
    Optional<Position> next(Session session) {
        return session.first(
                """
                UPDATE lane SET n = n + 1, until = %s WHERE id = ? AND owner = ? RETURNING id, n
                """
                        .formatted(LEASE),
                p -> p.add(id).add(owner),
                row -> row.position());
    }

    void renew(Session session) {
        session.update(
                "UPDATE lane SET until = %s WHERE id = ? AND owner = ?".formatted(LEASE),
                p -> p.add(id).add(owner));
    }

    void release(Session session) {
        session.update(
                "UPDATE lane SET owner = NULL, until = '-infinity' WHERE id = ? AND owner = ?",
                p -> p.add(id).add(owner));
    }

    /// Whether a batch whose commit was lost stands. Waits for what is left of its transaction.
    /// Empty if the lane is another's by now, so that its number says nothing.
    Optional<Boolean> stands(Session session, Position position) {
        return session.first(
                "SELECT n FROM lane WHERE id = ? AND owner = ? FOR UPDATE",
                p -> p.add(id).add(owner),
                row -> row.number() >= position.n());
    }
}
