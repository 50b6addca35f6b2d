package parley.core.log;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// How far a reader of the log got: for each lane the last batch that it has seen. Immutable.
public record Positions(SortedMap<Integer, Long> last) {
    /// Before everything.
    public static final Positions NONE = new Positions(new TreeMap<>());

    public Positions {
        last = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(last));
    }

    public static Positions of(Map<Integer, Long> last) {
        return new Positions(new TreeMap<>(last));
    }

    /// The last batch seen of a lane, 0 if none.
    public long of(int lane) {
        return last.getOrDefault(lane, 0L);
    }

    public boolean covers(Position position) {
        return position.n() <= of(position.lane());
    }

    /// Whether a lane of these is further on than in `other`: a cursor of which that holds comes
    /// from a lost future.
    public boolean beyond(Positions other) {
        return last.entrySet().stream().anyMatch(lane -> lane.getValue() > other.of(lane.getKey()));
    }

    public Positions with(Position position) {
        if (covers(position)) {
            return this;
        }
        var further = new TreeMap<>(last);
        further.put(position.lane(), position.n());
        return new Positions(further);
    }
}
