package parley.store.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// All that differs between SQLite and PostgreSQL in what the stores say.
public interface Dialect {
    /// Reads the rows that these keys have: by a kept statement for each key where a call costs
    /// nothing, in one statement where it is a round trip.
    ///
    /// @param keys each the values of the look-up's key columns, in their order
    void find(Session session, Lookup lookup, Collection<long[]> keys, Consumer<Row> reader);

    /// Inserts rows of bigints in the order of their first two columns, and gives the third column
    /// of those that were there before and stay as they were.
    List<Long> insertNew(Session session, Insertion insertion, List<long[]> rows);

    /// What is said after a query to lock the rows of `conversation` that it found.
    String locking(boolean wait);

    /// The table in which messages are changed, and the condition that names one by its
    /// conversation and seq.
    MessageTable messages();

    /// Begins to read several queries from one state of the database, on a connection that no
    /// transaction is open on. [#endSnapshot] ends it.
    void beginSnapshot(Session session);

    void endSnapshot(Session session);

    /// The failure that a statement's exception stands for.
    RuntimeException failure(SQLException cause);

    /// Rows of one table by a key of bigints.
    ///
    /// @param columns what is read
    /// @param table the table and its alias
    /// @param keys the key columns, with the alias
    /// @param ending what comes after the condition, such as a lock
    record Lookup(String columns, String table, List<String> keys, String ending) {}

    /// @param condition with two parameters
    record MessageTable(String name, String condition) {}

    /// Rows to insert; the primary key is the first two columns.
    record Insertion(String table, List<String> columns) {}
}
