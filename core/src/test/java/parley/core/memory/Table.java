package parley.core.memory;

import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Rows by their key, in its order. Each change leaves on a pile how it is undone.
final class Table<K, V> {
    private final TreeMap<K, V> rows;
    private final Deque<Runnable> undo;

    Table(Comparator<K> order, Deque<Runnable> undo) {
        rows = new TreeMap<>(order);
        this.undo = undo;
    }

    Optional<V> find(K key) {
        return Optional.ofNullable(rows.get(key));
    }

    void put(K key, V row) {
        var before = rows.put(key, row);
        undo.push(() -> {
            if (before == null) {
                rows.remove(key);
            } else {
                rows.put(key, before);
            }
        });
    }

    /// Puts a row whose key must be new.
    void insert(K key, V row) {
        if (rows.containsKey(key)) {
            throw new IllegalStateException("there is a row of this key");
        }
        put(key, row);
    }

    void remove(K key) {
        var before = rows.remove(key);
        if (before != null) {
            undo.push(() -> rows.put(key, before));
        }
    }

    void removeIf(Predicate<K> condition) {
        rows.keySet().stream().filter(condition).toList().forEach(this::remove);
    }

    Stream<V> all() {
        return rows.values().stream();
    }

    /// Those with `from` ≤ key < `to`.
    Stream<V> between(K from, K to) {
        return rows.subMap(from, to).values().stream();
    }
}
