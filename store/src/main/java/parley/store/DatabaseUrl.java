package parley.store;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import parley.store.postgresql.PostgresqlEngine;
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

    /// A server's database.
    record Postgresql(String jdbcUrl, @Nullable String user, @Nullable String password)
            implements DatabaseUrl {
        @Override
        public Engine open() {
            return PostgresqlEngine.open(jdbcUrl, user, password);
        }

        @Override
        public String toString() {
            return "Postgresql[" + jdbcUrl + "]";
        }
    }

    static DatabaseUrl parse(String url) {
        if (url.startsWith("sqlite:")) {
            return new Sqlite(Path.of(url.substring("sqlite:".length())));
        }
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            return postgresql(url);
        }
        throw unusable();
    }

    private static Postgresql postgresql(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            throw unusable(); // without the cause, which repeats the url
        }
        var authority = uri.getRawAuthority();
        if (authority == null) {
            throw unusable();
        }
        int at = authority.lastIndexOf('@');
        var who = at < 0 ? new String[0] : authority.substring(0, at).split(":", 2);
        var query = uri.getRawQuery();
        var jdbcUrl =
                "jdbc:postgresql://"
                        + authority.substring(at + 1)
                        + uri.getRawPath()
                        + (query == null ? "" : "?" + query);
        return new Postgresql(
                jdbcUrl,
                who.length > 0 ? decoded(who[0]) : null,
                who.length > 1 ? decoded(who[1]) : null);
    }

    private static String decoded(String part) {
        // a plus is a plus here, unlike in forms
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "A database is sqlite:/path/to/file.db or"
                        + " postgresql://user:password@host:port/name.");
    }
}
