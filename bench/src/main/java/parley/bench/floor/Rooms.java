package parley.bench.floor;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// Who is connected to the relay, and which groups they are in. Groups never shrink, since a relay
/// lives as long as one run. Thread-safe.
final class Rooms {
    private final Map<String, FloorConnection> people = new ConcurrentHashMap<>();
    private final Map<String, List<FloorConnection>> groups = new ConcurrentHashMap<>();

    void come(String name, FloorConnection connection) {
        people.put(name, connection);
    }

    void leave(String name, FloorConnection connection) {
        people.remove(name, connection);
    }

    void join(String group, FloorConnection connection) {
        groups.computeIfAbsent(group, _ -> new CopyOnWriteArrayList<>()).add(connection);
    }

    /// Who is to get what is sent to a name.
    Collection<FloorConnection> of(String name) {
        var members = groups.get(name);
        if (members != null) {
            return members;
        }
        var one = people.get(name);
        return one == null ? List.of() : List.of(one);
    }
}
