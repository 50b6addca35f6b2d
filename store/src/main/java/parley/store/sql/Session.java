package parley.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// A connection as the stores use it. Its statements are prepared once and kept, since preparing
/// one costs more than running it. Not thread-safe.
public final class Session implements AutoCloseable {
    /// More than the stores have texts; what is built from parts (a cursor over many lanes) is
    /// forgotten first.
    private static final int STATEMENTS_MAX = 256;

    private final Connection connection;
    private final Dialect dialect;
    private final Map<String, PreparedStatement> kept = new HashMap<>();
    private long writes;
    private long erasures;

    /// Gives a statement its parameters.
    @FunctionalInterface
    public interface Binder {
        void bind(Parameters parameters) throws SQLException;
    }

    /// Gives a statement the parameters for one of many items.
    @FunctionalInterface
    public interface ItemBinder<I> {
        void bind(Parameters parameters, I item) throws SQLException;
    }

    /// Something done with the connection itself.
    @FunctionalInterface
    public interface Step {
        void on(Connection connection) throws SQLException;
    }

    public Session(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    public Dialect dialect() {
        return dialect;
    }

    /// Statements that wrote since this session was made.
    public long writes() {
        return writes;
    }

    /// Something was erased that must not be read from the files any more.
    public void erased() {
        erasures++;
    }

    /// Erasures since this session was made.
    public long erasures() {
        return erasures;
    }

    public void forEach(String sql, Binder parameters, Consumer<Row> reader) {
        try {
            var statement = prepared(sql);
            parameters.bind(new Parameters(statement));
            try (var result = statement.executeQuery()) {
                var row = new Row(result, dialect);
                while (row.next()) {
                    reader.accept(row);
                }
            }
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    public <T> List<T> list(String sql, Binder parameters, Function<Row, T> reader) {
        var list = new ArrayList<T>();
        forEach(sql, parameters, row -> list.add(reader.apply(row)));
        return list;
    }

    /// The first row, if there is any.
    public <T> Optional<T> first(String sql, Binder parameters, Function<Row, T> reader) {
        try {
            var statement = prepared(sql);
            parameters.bind(new Parameters(statement));
            try (var result = statement.executeQuery()) {
                var row = new Row(result, dialect);
                return row.next() ? Optional.of(reader.apply(row)) : Optional.empty();
            }
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /// Runs one writing statement and tells how many rows it touched.
    public int update(String sql, Binder parameters) {
        writes++;
        try {
            var statement = prepared(sql);
            parameters.bind(new Parameters(statement));
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /// Runs one writing statement that returns rows.
    public void write(String sql, Binder parameters, Consumer<Row> reader) {
        writes++;
        forEach(sql, parameters, reader);
    }

    /// Runs one writing statement for each item, all of them at once, and tells how many rows each
    /// touched where the database says so.
    public <I> int[] batch(String sql, Collection<I> items, ItemBinder<I> parameters) {
        if (items.isEmpty()) {
            return new int[0];
        }
        writes++;
        try {
            var statement = prepared(sql);
            try {
                var each = new Parameters(statement);
                for (var item : items) {
                    each.restart();
                    parameters.bind(each, item);
                    statement.addBatch();
                }
                return statement.executeBatch();
            } finally {
                statement.clearBatch();
            }
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /// Runs a statement without parameters that isn't worth keeping.
    public void execute(String sql) {
        with(open -> {
            try (var statement = open.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    /// Runs a statement without parameters that writes nothing by itself, such as the end of a
    /// transaction, and keeps it.
    public void command(String sql) {
        try {
            prepared(sql).executeUpdate();
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    /// Does something with the connection itself.
    public void with(Step step) {
        try {
            step.on(connection);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    private PreparedStatement prepared(String sql) throws SQLException {
        var statement = kept.get(sql);
        if (statement == null) {
            if (kept.size() >= STATEMENTS_MAX) {
                forget();
            }
            statement = connection.prepareStatement(sql);
            kept.put(sql, statement);
        }
        return statement;
    }

    private void forget() throws SQLException {
        for (var statement : kept.values()) {
            statement.close();
        }
        kept.clear();
    }

    @Override
    public void close() {
        with(Connection::close); // and its statements with it
    }
}
