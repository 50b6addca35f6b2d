package parley.store.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.store.sql.Session;

/// Brings a database's tables up to what this program knows. Forward only: a database that a newer
/// program has moved on is refused, and so is one whose past differs from ours.
public final class Migrations {
    /// The same names for both databases.
    private static final List<String> FILES =
            List.of(
                    "001_messenger.sql",
                    "002_life.sql",
                    "003_groups.sql",
                    "005_more.sql",
                    "006_drafts.sql",
                    "007_mentions.sql",
                    "008_requests.sql",
                    "009_lists.sql",
                    "010_lanes.sql");

    private final List<Migration> known;

    /// The database can't be used by this program.
    public static final class SchemaRefused extends RuntimeException {
        private static final long serialVersionUID = 1;

        SchemaRefused(String why) {
            super(why);
        }
    }

    private Migrations(List<Migration> known) {
        this.known = known;
    }

    /// Those for `sqlite` or `postgresql`.
    public static Migrations of(String folder) {
        return new Migrations(FILES.stream().map(file -> Migration.read(folder, file)).toList());
    }

    /// As a program knew them that was older than all after this version.
    Migrations upTo(int version) {
        return new Migrations(known.stream().filter(each -> each.version() <= version).toList());
    }

    /// Runs what is missing, each migration in a transaction of its own.
    ///
    /// @param lock taken first in each transaction, so that two processes don't run one at once
    public void run(Session session, String lock) {
        inTransaction(session, lock, () -> prepare(session));
        for (var migration : known) {
            inTransaction(session, lock, () -> apply(session, migration));
        }
    }

    private static void inTransaction(Session session, String lock, Runnable part) {
        session.with(connection -> {
            connection.setAutoCommit(false);
            try {
                if (!lock.isEmpty()) {
                    session.execute(lock);
                }
                part.run();
                connection.commit();
            } catch (Throwable e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        });
    }

    private void prepare(Session session) {
        session.execute(
                """
                CREATE TABLE IF NOT EXISTS migration (
                    version INTEGER PRIMARY KEY,
                    name TEXT NOT NULL,
                    checksum TEXT NOT NULL
                )
                """);
        int newest = known.getLast().version();
        applied(session)
                .forEach((version, checksum) -> {
                    if (version > newest) {
                        throw new SchemaRefused(
                                "The database has schema version "
                                        + version
                                        + ", and this program knows only up to "
                                        + newest
                                        + ". Start a newer program on it.");
                    }
                });
    }

    private static void apply(Session session, Migration migration) {
        var before = applied(session).get(migration.version());
        if (before == null) {
            migration.statements().forEach(session::execute);
            session.update(
                    "INSERT INTO migration (version, name, checksum) VALUES (?, ?, ?)",
                    p ->
                            p.add(migration.version())
                                    .add(migration.name())
                                    .add(migration.checksum()));
        } else if (!before.equals(migration.checksum())) {
            throw new SchemaRefused(
                    "The database was made by another "
                            + migration.name()
                            + " than this program's.");
        }
    }

    private static Map<Integer, String> applied(Session session) {
        var applied = new HashMap<Integer, String>();
        session.forEach(
                "SELECT version, checksum FROM migration",
                p -> {},
                row -> applied.put(row.smallNumber(), row.text()));
        return applied;
    }
}
