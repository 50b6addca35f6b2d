package parley.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class BoundedCacheTest {
    private final BoundedCache<String, Integer> cache = new BoundedCache<>(2);
    private final List<String> loads = new ArrayList<>();

    private Optional<Integer> length(String key) {
        loads.add(key);
        return key.isEmpty() ? Optional.empty() : Optional.of(key.length());
    }

    @Test
    void what_was_loaded_is_held() {
        cache.get("a", this::length);

        assertThat(cache.get("a", this::length)).contains(1);
        assertThat(loads).containsExactly("a");
    }

    @Test
    void what_is_not_there_is_asked_for_again() {
        assertThat(cache.get("", this::length)).isEmpty();
        assertThat(cache.get("", this::length)).isEmpty();
        assertThat(loads).hasSize(2);
    }

    @Test
    void beyond_the_bound_the_one_not_used_for_longest_goes() {
        cache.get("a", this::length);
        cache.get("b", this::length);
        cache.get("a", this::length);
        cache.get("c", this::length);
        loads.clear();

        cache.get("a", this::length);
        cache.get("b", this::length);

        assertThat(loads).containsExactly("b");
    }

    @Test
    void what_was_invalidated_is_loaded_again() {
        cache.get("a", this::length);
        cache.invalidate("a");
        cache.get("a", this::length);

        assertThat(loads).containsExactly("a", "a");
    }

    @Test
    void what_is_invalidated_while_it_is_loaded_is_loaded_again() {
        Optional<Integer> seen =
                cache.get(
                        "a",
                        key -> {
                            loads.add(key);
                            if (loads.size() == 1) {
                                cache.invalidate(key);
                                return Optional.of(-1);
                            }
                            return Optional.of(loads.size());
                        });

        assertThat(seen).contains(2);
        assertThat(cache.get("a", this::length)).contains(2);
    }

    @Test
    void many_are_loaded_together_and_those_held_are_not() {
        cache.get("a", this::length);
        var asked = new ArrayList<Set<String>>();
        Function<Set<String>, Map<String, Integer>> loader =
                keys -> {
                    asked.add(keys);
                    return Map.of("bb", 2);
                };

        Map<String, Integer> found = cache.getAll(List.of("a", "bb", "none", "bb"), loader);

        assertThat(found).containsExactlyInAnyOrderEntriesOf(Map.of("a", 1, "bb", 2));
        assertThat(asked).containsExactly(Set.of("bb", "none"));
    }
}
