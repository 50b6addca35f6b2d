package parley.store.sql;

import java.sql.SQLException;
import parley.core.log.Positions;

/// The condition that a row's `(lane, n)` lies beyond what a cursor covers. Its text depends only
/// on the number of lanes, so that the statement is kept.
public final class Beyond {
    private final Positions covered;

    public Beyond(Positions covered) {
        this.covered = covered;
    }

    /// For a row of this alias; [#bind] gives it its parameters.
    public String sql(String alias) {
        if (covered.last().isEmpty()) {
            return alias + ".n > 0";
        }
        return alias
                + ".n > CASE "
                + alias
                + ".lane"
                + " WHEN ? THEN ?".repeat(covered.last().size())
                + " ELSE 0 END";
    }

    public void bind(Parameters parameters) throws SQLException {
        for (var lane : covered.last().entrySet()) {
            parameters.add((int) lane.getKey()).add((long) lane.getValue());
        }
    }
}
