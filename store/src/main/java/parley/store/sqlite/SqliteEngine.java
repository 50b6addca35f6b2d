package parley.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parley.core.log.LogStore.CommitUnknown;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.log.Position;
import parley.store.schema.Migrations;
import parley.store.sql.Dialect;
import parley.store.sql.Engine;
import parley.store.sql.Session;

/// The database in one local file. There is one lane, and whoever calls [#write] is its writer.
public final class SqliteEngine implements Engine {
    private static final int LANE = 1;

    private final SqliteFile file;
    private final Readers readers;
    private final Checkpoints checkpoints;
    private final AtomicLong lastConversation;

    // Fair, so that a writer that begins its next batch at once doesn't keep the checkpoint out.
    private final ReentrantLock writing = new ReentrantLock(true);
    private Session writer;
    private boolean broken;

    private SqliteEngine(SqliteFile file, Session writer) {
        this.file = file;
        this.writer = writer;
        lastConversation = new AtomicLong(maxConversation(writer));
        readers = new Readers(file);
        checkpoints = new Checkpoints(file, writing);
    }

    /// Opens the file, makes it if there is none, and brings its tables up to date.
    public static SqliteEngine open(Path path) {
        makeFolder(path);
        var file = new SqliteFile(path, new SqliteDialect());
        var writer = file.writer();
        try {
            Migrations.of("sqlite").run(writer, ""); // its transactions begin with the write lock
            return new SqliteEngine(file, writer);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static void makeFolder(Path path) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new StoreUnavailable("the folder of the database can't be made", e);
        }
    }

    private static long maxConversation(Session session) {
        return session.first(
                        "SELECT COALESCE(MAX(id), 0) FROM conversation",
                        p -> {},
                        row -> row.number())
                .orElseThrow();
    }

    @Override
    public <T> T read(Query<T> query) {
        return readers.read(query);
    }

    @Override
    public <T> T write(Batch<T> batch) {
        writing.lock();
        try {
            return writeAlone(batch);
        } finally {
            writing.unlock();
        }
    }

    private <T> T writeAlone(Batch<T> batch) {
        begin();
        Position position;
        T result;
        boolean wrote;
        try {
            position = nextPosition();
            long before = writer.writes();
            result = batch.on(writer, position);
            wrote = writer.writes() > before;
        } catch (Throwable e) {
            rollback(e);
            throw e;
        }
        if (wrote) {
            commit(position);
        } else {
            rollback(null);
        }
        return result;
    }

    // By JDBC's rule turning autocommit on commits, and off begins; the driver's commit() would
    // begin the next transaction, and keep the write lock, at once.
    private void begin() {
        if (broken) {
            writer = file.writer();
            broken = false;
        }
        writer.with(connection -> connection.setAutoCommit(false));
    }

    private Position nextPosition() {
        return writer.first(
                        "UPDATE lane SET n = n + 1 WHERE id = ? RETURNING id, n",
                        p -> p.add(LANE),
                        row -> row.position())
                .orElseThrow();
    }

    private void commit(Position position) {
        try {
            writer.with(connection -> connection.setAutoCommit(true));
        } catch (RuntimeException e) {
            discard(e);
            if (!stands(position, e)) {
                throw new StoreUnavailable("the commit failed", e);
            }
        }
        checkpoints.written();
    }

    private boolean stands(Position position, RuntimeException why) {
        try {
            return read(session ->
                            session.first(
                                    "SELECT id, n FROM lane WHERE id = ?",
                                    p -> p.add(LANE),
                                    row -> row.position()))
                    .orElseThrow()
                    .equals(position);
        } catch (RuntimeException e) {
            e.addSuppressed(why);
            throw new CommitUnknown(e);
        }
    }

    private void rollback(@Nullable Throwable why) {
        try {
            writer.with(connection -> {
                connection.rollback();
                connection.setAutoCommit(true);
            });
        } catch (RuntimeException e) {
            if (why != null) {
                why.addSuppressed(e);
            }
            discard(e);
        }
    }

    // Whatever state the connection was left in, the next batch's new one has none of it.
    private void discard(RuntimeException why) {
        broken = true;
        try {
            writer.close();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public <T> T alone(Query<T> query) {
        try (var session = file.other()) {
            return query.on(session);
        }
    }

    @Override
    public long nextConversation() {
        return lastConversation.incrementAndGet();
    }

    @Override
    public boolean isReady() {
        try {
            return read(session -> session.first("SELECT 1", p -> {}, row -> row.flag()))
                    .orElse(false);
        } catch (RuntimeException e) {
            return false;
        }
    }

    @Override
    public Dialect dialect() {
        return writer.dialect();
    }

    @Override
    public void close() {
        readers.close();
        if (!broken) {
            writer.close();
        }
        checkpoints.close();
    }
}
