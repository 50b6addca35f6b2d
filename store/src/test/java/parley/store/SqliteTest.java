package parley.store;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import parley.core.StoreContracts;
import parley.core.Stores;

/// All contracts on SQLite.
@TestInstance(Lifecycle.PER_CLASS)
final class SqliteTest implements StoreContracts {
    @TempDir private static Path folder;

    private Database database;

    @BeforeAll
    void open() {
        database = Database.open("sqlite:" + folder.resolve("parley.db"), Clock.systemUTC());
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
