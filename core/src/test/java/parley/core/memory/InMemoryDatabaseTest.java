package parley.core.memory;

import java.time.Clock;
import parley.core.StoreContracts;
import parley.core.Stores;

/// All contracts in memory.
final class InMemoryDatabaseTest implements StoreContracts {
    private final InMemoryDatabase database = new InMemoryDatabase(Clock.systemUTC());

    @Override
    public Stores stores() {
        return database;
    }
}
