package parley.store.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import parley.store.sql.Dialect;
import parley.store.sql.Session;

/// A bounded number of connections. Who finds none free waits for a few seconds and is then
/// refused.
final class ConnectionPool implements AutoCloseable {
    /// One writes, the rest read; on a database with as few cores more would only wait there.
    private static final int CONNECTIONS = 12;

    private static final long WAIT_MS = 5_000;

    private final HikariDataSource source;
    private final Dialect dialect;

    /// Where the database is and who we are to it.
    record Address(String jdbcUrl, @Nullable String user, @Nullable String password) {
        @Override
        public String toString() {
            return "Address[" + jdbcUrl + "]";
        }
    }

    ConnectionPool(Address address, Dialect dialect) {
        this.dialect = dialect;
        var config = new HikariConfig();
        config.setJdbcUrl(address.jdbcUrl());
        config.setUsername(address.user());
        config.setPassword(address.password());
        config.setPoolName("parley");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(WAIT_MS);
        config.setInitializationFailTimeout(-1); // asked for when needed, then refused in our words
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        config.addDataSourceProperty("ApplicationName", "parley");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        // a detail repeats the row, which may be what someone wrote
        config.addDataSourceProperty("logServerErrorDetail", "false");
        // A plan made while a table is nearly empty scans it, and is kept as it fills; every
        // statement of ours has its index.
        config.addDataSourceProperty("options", "-c enable_seqscan=off -c jit=off");
        source = new HikariDataSource(config);
    }

    /// One connection, given back by closing it.
    Session session() {
        try {
            return new Session(source.getConnection(), dialect);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /// Lets go of the connections that nobody uses.
    void forgetIdle() {
        source.getHikariPoolMXBean().softEvictConnections();
    }

    @Override
    public void close() {
        source.close();
    }
}
