package parley.store.sql;

import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// All that differs between SQLite and PostgreSQL in what the stores say.
public interface Dialect {
    /// Reads the rows that these keys have, in no order.
    ///
    /// @param keys each the values of the look-up's key columns, in their order
    void find(Session session, Lookup lookup, Collection<long[]> keys, Consumer<Row> reader);

    /// Inserts rows of bigints in the order of their first two columns, and gives the third column
    /// of those that were there before and stay as they were.
    List<Long> insertNew(Session session, Insertion insertion, List<long[]> rows);

    /// What is said after a query to lock the rows of `conversation` that it found.
    String locking(boolean wait);

    /// Reads the messages that some batches of a lane wrote, by conversation in the order of their
    /// seqs.
    ///
    /// @param columns what is read, of the alias `m`
    void written(Session session, String columns, Written batches, Consumer<Row> reader);

    /// The query that lists all messages: its columns are two numbers that say where a message
    /// stands in the list, then those asked for, of the alias `m`; its parameters two numbers after
    /// which it goes on, and how many.
    String listing(String columns);

    /// The table in which messages are changed, and the condition that names one by its
    /// conversation and seq.
    MessageTable messages();

    /// Writes what someone chose for themself in a direct conversation, and touches no row in
    /// another. Its parameters: `visibleFrom`, `flags`, `lane`, `n`, the user, the conversation.
    String choosing();

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

    /// Batches that follow each other in one lane.
    ///
    /// @param first the number of the first one
    /// @param last the number of the last one
    /// @param touched for each conversation its number, and the first and last rev of these batches
    record Written(int lane, long first, long last, List<long[]> touched) {
        public Written {
            touched = List.copyOf(touched);
        }
    }

    /// @param condition with two parameters
    record MessageTable(String name, String condition) {}

    /// Rows to insert; the primary key is the first two columns.
    record Insertion(String table, List<String> columns) {}
}
