package parley.bench.load;

/// A number for each of many keys that aren't 0, in two arrays. For one thread.
final class LongIntTable {
    private static final long SPREAD =
            0x9E3779B97F4A7C15L; // the golden ratio, so that runs of keys scatter

    private long[] keys;
    private int[] values;
    private int size;

    /// @param expected so many keys find room without growing, which would hold up an event loop
    LongIntTable(long expected) {
        int capacity = Integer.highestOneBit((int) Math.clamp(expected * 2, 64, 1L << 28)) << 1;
        keys = new long[capacity];
        values = new int[capacity];
    }

    /// The place of a key, which is made with the number 0 if it isn't there. Good until the next
    /// call.
    int slot(long key) {
        if (size * 4L > keys.length * 3L) {
            grow();
        }
        int slot = find(key);
        if (keys[slot] == 0) {
            keys[slot] = key;
            size++;
        }
        return slot;
    }

    int value(int slot) {
        return values[slot];
    }

    void set(int slot, int value) {
        values[slot] = value;
    }

    int size() {
        return size;
    }

    private int find(long key) {
        int mask = keys.length - 1;
        int slot = (int) (key * SPREAD >>> 32) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    private void grow() {
        var oldKeys = keys;
        var oldValues = values;
        keys = new long[oldKeys.length * 2];
        values = new int[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                int slot = find(oldKeys[i]);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
