package parley.store.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;
import parley.core.log.LogStore.StoreUnavailable;
import parley.store.sql.Dialect;
import parley.store.sql.Session;

/// The database file and how it is opened for each purpose.
record SqliteFile(Path path, Dialect dialect) {
    /// How long a connection waits for another's lock: longer than any checkpoint's last part.
    private static final int BUSY_MS = 10_000;

    /// KiB of pages that the writer keeps; a reader keeps a quarter.
    private static final int WRITER_CACHE_KIB = 65_536;

    /// Writes, and takes the write lock when its transaction begins. Commits are synced to the disk
    /// and never checkpoint.
    Session writer() {
        return open(config(WRITER_CACHE_KIB));
    }

    /// Leaves it to the statements of this session to begin and to end transactions. The driver's
    /// own way compiles both anew each time; it is only told that it need not look after them.
    static void beginsAndEndsItself(Session session) {
        session.with(connection ->
                connection
                        .unwrap(SQLiteConnection.class)
                        .getConnectionConfig()
                        .setAutoCommit(false));
    }

    Session reader() {
        var config = config(WRITER_CACHE_KIB / 4);
        config.setPragma(Pragma.MMAP_SIZE, String.valueOf(256L << 20));
        var session = open(config);
        session.execute("PRAGMA query_only = ON");
        return session;
    }

    /// For checkpoints and the few small writes beside the log.
    Session other() {
        return open(config(2_000));
    }

    /// The file itself, to be synced. Closed last of all: a process that closes a file loses its
    /// locks on it, those of its other openings as well (fcntl(2)).
    FileChannel data() {
        try {
            return FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new StoreUnavailable("the database file can't be opened", e);
        }
    }

    private static SQLiteConfig config(int cacheKib) {
        var config = new SQLiteConfig();
        // one thread at a time uses a session, so SQLite needn't lock at each call
        config.setOpenMode(SQLiteOpenMode.NOMUTEX);
        config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MS);
        config.setCacheSize(-cacheKib);
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        config.setPragma(Pragma.SECURE_DELETE, "ON");
        config.setGetGeneratedKeys(false); // it would ask for them after each insert
        return config;
    }

    private Session open(SQLiteConfig config) {
        try {
            var session = new Session(config.createConnection("jdbc:sqlite:" + path), dialect);
            session.execute("PRAGMA wal_autocheckpoint = 0");
            return session;
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    Path wal() {
        return path.resolveSibling(path.getFileName() + "-wal");
    }
}
