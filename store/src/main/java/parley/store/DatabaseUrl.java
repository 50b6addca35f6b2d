package parley.store;

import java.nio.file.Path;
import parley.store.sql.Engine;
import parley.store.sqlite.SqliteEngine;

/// Where a database is. Never shows a password.
sealed interface DatabaseUrl {
    /// Opens it.
    Engine open();

    /// A local file.
    record Sqlite(Path path) implements DatabaseUrl {
        @Override
        public Engine open() {
            return SqliteEngine.open(path);
        }
    }

    static DatabaseUrl parse(String url) {
        if (url.startsWith("sqlite:")) {
            return new Sqlite(Path.of(url.substring("sqlite:".length())));
        }
        throw new IllegalArgumentException(
                "A database is sqlite:/path/to/file.db or"
                        + " postgresql://user:password@host:port/name.");
    }
}
