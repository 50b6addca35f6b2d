package parley.store;

import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import parley.core.StoreContracts;
import parley.core.Stores;

/// All contracts on PostgreSQL.
@TestInstance(Lifecycle.PER_CLASS)
final class PostgresqlTest implements StoreContracts {
    private Database database;

    @BeforeAll
    void open() {
        database = Database.open(PostgresqlServer.newDatabase(), Clock.systemUTC());
    }

    @AfterAll
    void close() {
        database.close();
    }

    @Override
    public Stores stores() {
        return new SqlStores(database);
    }
}
