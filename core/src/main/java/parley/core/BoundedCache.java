package parley.core;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// What was read from the database and is still true, up to a number of entries; beyond it the one
/// not used for longest goes. What isn't there is not remembered. Thread-safe: loading happens
/// outside the lock, and a value that was invalidated while it was being loaded is neither kept nor
/// returned but loaded again, so nobody sees the old one after [#invalidate] has returned.
public final class BoundedCache<K, V> {
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<K, V> entries;
    private final Set<Load<K>> loads = new HashSet<>();

    public BoundedCache(int max) {
        entries =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1;

                    @Override
                    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                        return size() > max;
                    }
                };
    }

    /// The value of this key, loaded if it isn't held.
    public Optional<V> get(K key, Function<K, Optional<V>> loader) {
        V held = held(key);
        if (held != null) {
            return Optional.of(held);
        }
        Map<K, V> loaded =
                load(
                        Set.of(key),
                        keys -> loader.apply(key).map(v -> Map.of(key, v)).orElseGet(Map::of));
        return Optional.ofNullable(loaded.get(key));
    }

    /// The values of these keys, those not held being loaded together.
    public Map<K, V> getAll(Collection<K> keys, Function<Set<K>, Map<K, V>> loader) {
        var found = new HashMap<K, V>();
        var missing = new HashSet<K>();
        lock.lock();
        try {
            for (K key : keys) {
                V value = entries.get(key);
                if (value == null) {
                    missing.add(key);
                } else {
                    found.put(key, value);
                }
            }
        } finally {
            lock.unlock();
        }
        if (!missing.isEmpty()) {
            found.putAll(load(missing, loader));
        }
        return found;
    }

    /// Forgets the value of this key.
    public void invalidate(K key) {
        lock.lock();
        try {
            entries.remove(key);
            loads.forEach(load -> load.outdate(key));
        } finally {
            lock.unlock();
        }
    }

    private @Nullable V held(K key) {
        lock.lock();
        try {
            return entries.get(key);
        } finally {
            lock.unlock();
        }
    }

    private Map<K, V> load(Set<K> keys, Function<Set<K>, Map<K, V>> loader) {
        Blocking.begins();
        var loaded = new HashMap<K, V>();
        Set<K> left = keys;
        while (!left.isEmpty()) {
            left = loadOnce(left, loader, loaded);
        }
        return loaded;
    }

    /// Loads these keys and returns those that have to be loaded again.
    private Set<K> loadOnce(Set<K> keys, Function<Set<K>, Map<K, V>> loader, Map<K, V> into) {
        var load = new Load<>(keys);
        begin(load);
        try {
            Map<K, V> values = loader.apply(keys);
            lock.lock();
            try {
                for (var entry : values.entrySet()) {
                    if (!load.outdated.contains(entry.getKey())) {
                        entries.put(entry.getKey(), entry.getValue());
                        into.put(entry.getKey(), entry.getValue());
                    }
                }
                return Set.copyOf(load.outdated);
            } finally {
                lock.unlock();
            }
        } finally {
            end(load);
        }
    }

    private void begin(Load<K> load) {
        lock.lock();
        try {
            loads.add(load);
        } finally {
            lock.unlock();
        }
    }

    private void end(Load<K> load) {
        lock.lock();
        try {
            loads.remove(load);
        } finally {
            lock.unlock();
        }
    }

    /// Keys being loaded by one thread, and which of them were invalidated meanwhile. Compared by
    /// identity.
    private static final class Load<K> {
        private final Set<K> keys;
        private final List<K> outdated = new ArrayList<>();

        Load(Set<K> keys) {
            this.keys = keys;
        }

        void outdate(K key) {
            if (keys.contains(key)) {
                outdated.add(key);
            }
        }
    }
}
