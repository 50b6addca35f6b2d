package parley.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;

/// The parameters of a statement, given one after another in the order of its question marks. Times
/// are milliseconds, booleans 0 and 1, enums their ordinal.
public final class Parameters {
    private final PreparedStatement statement;
    private int last;

    Parameters(PreparedStatement statement) {
        this.statement = statement;
    }

    void restart() {
        last = 0;
    }

    /// Ids of users are kept with the first bit flipped, so that signed columns sort them as
    /// unsigned.
    public static long stored(UserId user) {
        return user.bits() ^ Long.MIN_VALUE;
    }

    public Parameters add(long number) throws SQLException {
        statement.setLong(++last, number);
        return this;
    }

    public Parameters add(int number) throws SQLException {
        statement.setInt(++last, number);
        return this;
    }

    public Parameters add(boolean flag) throws SQLException {
        return add(flag ? 1 : 0);
    }

    public Parameters add(Enum<?> constant) throws SQLException {
        return add(constant.ordinal());
    }

    public Parameters add(@Nullable String text) throws SQLException {
        statement.setString(++last, text);
        return this;
    }

    public Parameters add(byte @Nullable [] bytes) throws SQLException {
        statement.setBytes(++last, bytes);
        return this;
    }

    public Parameters add(Instant time) throws SQLException {
        return add(time.toEpochMilli());
    }

    public Parameters addOrNull(@Nullable Instant time) throws SQLException {
        return time == null ? addNull() : add(time);
    }

    /// The number, or nothing in place of 0.
    public Parameters addUnlessZero(long number) throws SQLException {
        return number == 0 ? addNull() : add(number);
    }

    public Parameters addNull() throws SQLException {
        statement.setNull(++last, Types.BIGINT);
        return this;
    }

    public Parameters add(UserId user) throws SQLException {
        return add(stored(user));
    }

    public Parameters add(DeviceId device) throws SQLException {
        return add(device.bits());
    }

    public Parameters add(ConversationId conversation) throws SQLException {
        return add(conversation.number());
    }

    public Parameters add(Position position) throws SQLException {
        return add(position.lane()).add(position.n());
    }

    /// An array of bigints, where the database has such.
    public Parameters add(long[] numbers) throws SQLException {
        statement.setObject(++last, numbers);
        return this;
    }
}
