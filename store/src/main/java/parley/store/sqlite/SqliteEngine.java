package parley.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogStore.CommitUnknown;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.log.Position;
import parley.store.conversation.HeadRows;
import parley.store.log.BatchRows;
import parley.store.message.KeyHash;
import parley.store.schema.Migrations;
import parley.store.sql.Dialect;
import parley.store.sql.Engine;
import parley.store.sql.Session;
import parley.store.sqlite.lag.KnownPairs;
import parley.store.sqlite.lag.Lag;
import parley.store.sqlite.lag.LagTransaction;
import parley.store.sqlite.lag.Mover;

/// The database in one local file. There is one lane, and whoever calls [#write] is its writer.
public final class SqliteEngine implements Engine, BatchRows.Source {
    private static final int LANE = 1;

    private final SqliteFile file;
    private final Readers readers;
    private final Checkpoints checkpoints;
    private final AtomicLong lastConversation;
    private final Lag lag;
    private final Mover mover;
    private final KnownPairs pairs;
    private final Settling settling = new Settling();

    // Fair, so that a writer that begins its next batch at once doesn't keep the checkpoint out.
    private final ReentrantLock writing = new ReentrantLock(true);
    private Session writer;
    private boolean broken;

    private SqliteEngine(SqliteFile file, Session writer) {
        this.file = file;
        this.writer = writer;
        SqliteFile.beginsAndEndsItself(writer);
        readers = new Readers(file);
        pairs = new KnownPairs(this::pairsAfter);
        lag = Lag.of(writer, LANE, pairs);
        lastConversation =
                new AtomicLong(Math.max(maxConversation(writer), lag.highestConversation()));
        checkpoints = new Checkpoints(file, writing);
        lag.readPairs(lastConversation.get());
        mover = new Mover(lag, this::aside);
    }

    /// Opens the file, makes it if there is none, and brings its tables up to date.
    public static SqliteEngine open(Path path) {
        makeFolder(path);
        var file = new SqliteFile(path, newDialect());
        var writer = file.writer();
        try {
            Migrations.of("sqlite").run(writer, ""); // its transactions begin with the write lock
            return new SqliteEngine(file, writer);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    /// What is said to SQLite its own way.
    public static Dialect newDialect() {
        return new SqliteDialect();
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

    private List<Pair> pairsAfter(@Nullable Pair last, int max) {
        return readers.read(session -> new HeadRows(session).pairsAfter(last, max));
    }

    @Override
    public <T> T read(Query<T> query) {
        return readers.read(query);
    }

    @Override
    public <T> T read(ConversationId about, Query<T> query) {
        if (lag.concerns(about)) {
            settle(about);
        }
        return readers.read(query);
    }

    @Override
    public <T> T read(Collection<ConversationId> about, Query<T> query) {
        about.stream().filter(lag::concerns).forEach(this::settle);
        return readers.read(query);
    }

    @Override
    public <T> T read(UserId about, Query<T> query) {
        if (lag.concerns(about)) {
            settle(about);
        }
        return readers.read(query);
    }

    // One that waits may not be committed; whoever asks for its head waits for that.
    @Override
    public Optional<ConversationId> between(Pair pair) {
        var waiting = lag.between(pair);
        return waiting == null
                ? readers.read(session -> new HeadRows(session).between(pair))
                : read(waiting, session -> new HeadRows(session).find(waiting)).map(Head::id);
    }

    // who talks in a conversation never changes, so it need not be moved to be told
    @Override
    public Optional<Pair> unmovedPair(ConversationId conversation) {
        return Optional.ofNullable(lag.pairOf(conversation));
    }

    @Override
    public BatchRows begin(Session session, Position position, Instant now, KeyHash keyHash) {
        return new LagTransaction(session, position, now, keyHash, lag);
    }

    @Override
    public long settled() {
        return lag.movedBatch();
    }

    private void settle(ConversationId about) {
        settling.settle(() -> aside(into -> lag.settle(into, about)));
    }

    private void settle(UserId about) {
        settling.settle(() -> aside(into -> lag.settle(into, about)));
    }

    // What lags can be read again from the feed, so moving it need not be synced by itself.
    private void aside(Mover.Aside.Work work) {
        writing.lock();
        try {
            open();
            writer.execute("PRAGMA synchronous = NORMAL");
            begin();
            Runnable committed;
            try {
                committed = work.on(writer);
                writer.command("COMMIT");
            } catch (Throwable e) {
                rollback(e);
                throw e;
            }
            committed.run();
            writer.execute("PRAGMA synchronous = FULL");
            checkpoints.written();
        } finally {
            writing.unlock();
        }
    }

    @Override
    public <T> T write(Batch<T> batch) {
        if (lag.isFull()) {
            mover.awaitRoom();
        }
        writing.lock();
        try {
            return writeAlone(batch);
        } finally {
            writing.unlock();
        }
    }

    private <T> T writeAlone(Batch<T> batch) {
        open();
        begin();
        Position position;
        T result;
        boolean wrote;
        long erased;
        try {
            position = nextPosition();
            long before = writer.writes();
            erased = writer.erasures();
            result = batch.on(writer, position);
            wrote = writer.writes() > before;
        } catch (Throwable e) {
            rollback(e);
            throw e;
        }
        if (wrote) {
            commit(position);
            if (writer.erasures() > erased) {
                checkpoints.erased();
            }
        } else {
            rollback(null);
        }
        return result;
    }

    private void open() {
        if (broken) {
            writer = file.writer();
            SqliteFile.beginsAndEndsItself(writer);
            broken = false;
        }
        if (lag.isUncertain()) {
            lag.readAgain(writer);
        }
    }

    private void begin() {
        try {
            writer.command("BEGIN IMMEDIATE");
        } catch (RuntimeException e) {
            discard(e);
            throw e;
        }
    }

    // Each batch that is committed has its row in the feed, and that is all that says how far the
    // lane goes.
    private Position nextPosition() {
        return new Position(LANE, lag.lastBatch() + 1);
    }

    private void commit(Position position) {
        try {
            writer.command("COMMIT");
        } catch (RuntimeException e) {
            discard(e);
            if (!stands(position, e)) {
                throw new StoreUnavailable("the commit failed", e);
            }
        }
        lag.committed();
        checkpoints.written();
    }

    private boolean stands(Position position, RuntimeException why) {
        try {
            return read(session ->
                            session.first(
                                    "SELECT id, n FROM lane_end WHERE id = ?",
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
            writer.command("ROLLBACK");
            writer.execute("PRAGMA synchronous = FULL");
            open();
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
        pairs.close();
        readers.close();
        settling.close();
        mover.close();
        if (!broken) {
            writer.close();
        }
        checkpoints.close();
    }
}
