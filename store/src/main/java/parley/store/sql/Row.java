package parley.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;

/// One row of a result, read column after column in the order in which they were asked for. Columns
/// are read as [Parameters] writes them.
public final class Row {
    private final ResultSet result;
    private final Dialect dialect;
    private int last;

    Row(ResultSet result, Dialect dialect) {
        this.result = result;
        this.dialect = dialect;
    }

    boolean next() throws SQLException {
        last = 0;
        return result.next();
    }

    public long number() {
        try {
            return result.getLong(++last);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    public int smallNumber() {
        try {
            return result.getInt(++last);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    public @Nullable Long numberOrNull() {
        long number = number();
        try {
            return result.wasNull() ? null : number;
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    public boolean flag() {
        return smallNumber() != 0;
    }

    /// One of an enum's constants, `all` of them in their order.
    public <E extends Enum<E>> E oneOf(E[] all) {
        return all[smallNumber()];
    }

    public @Nullable String textOrNull() {
        try {
            return result.getString(++last);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    public String text() {
        return Objects.requireNonNull(textOrNull());
    }

    public byte @Nullable [] bytesOrNull() {
        try {
            return result.getBytes(++last);
        } catch (SQLException e) {
            throw dialect.failure(e);
        }
    }

    public byte[] bytes() {
        return Objects.requireNonNull(bytesOrNull());
    }

    public Instant time() {
        return Instant.ofEpochMilli(number());
    }

    public @Nullable Instant timeOrNull() {
        var millis = numberOrNull();
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }

    public UserId user() {
        return new UserId(number() ^ Long.MIN_VALUE);
    }

    public @Nullable UserId userOrNull() {
        var stored = numberOrNull();
        return stored == null ? null : new UserId(stored ^ Long.MIN_VALUE);
    }

    public DeviceId device() {
        return new DeviceId(number());
    }

    public ConversationId conversation() {
        return new ConversationId(number());
    }

    public Position position() {
        return new Position(smallNumber(), number());
    }
}
