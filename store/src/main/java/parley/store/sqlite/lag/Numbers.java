package parley.store.sqlite.lag;

import java.util.Arrays;

/// Numbers in the order in which they were added. Not thread-safe.
final class Numbers {
    private long[] numbers = new long[2];
    private int used;

    void add(long number) {
        if (used == numbers.length) {
            numbers = Arrays.copyOf(numbers, 2 * used);
        }
        numbers[used++] = number;
    }

    long[] toArray() {
        return Arrays.copyOf(numbers, used);
    }
}
