package parley.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.core.PeopleWorld;
import parley.core.id.UserId;

class LastSeenTest {
    private final PeopleWorld world = new PeopleWorld();
    private final UserCache cache = new UserCache(world.users());
    private final LastSeen lastSeen = new LastSeen(world, cache);
    private final Instant noon = Instant.parse("2026-01-01T12:00:00Z");

    private Instant seen(User user) {
        return cache.find(user.id()).map(found -> found.status().lastSeenAt()).orElseThrow();
    }

    @Test
    void when_someone_was_here_last_is_remembered_and_never_goes_back() {
        var alice = world.person(1, "alice");
        assertThat(cache.find(alice.id())).contains(alice);

        lastSeen.note(Map.of(alice.id(), noon));
        assertThat(seen(alice)).isEqualTo(noon);
        lastSeen.note(Map.of(alice.id(), noon.minusSeconds(1)));
        assertThat(seen(alice)).isEqualTo(noon);
        lastSeen.note(Map.of(alice.id(), noon.plusSeconds(1)));
        assertThat(seen(alice)).isEqualTo(noon.plusSeconds(1));
    }

    @Test
    void many_are_noted_together_and_nobody_is_told() {
        var all = new HashMap<UserId, Instant>();
        for (int i = 1; i <= 1001; i++) {
            all.put(world.person(i, "user" + i).id(), noon);
        }
        all.put(new UserId(5000), noon);

        lastSeen.note(all);

        assertThat(all.keySet().stream().filter(id -> id.bits() < 5000).map(world::user))
                .allMatch(user -> noon.equals(user.status().lastSeenAt()));
        assertThat(world.changes).isEmpty();
    }

    @Test
    void nobody_changes_nothing() {
        lastSeen.note(Map.of());

        assertThat(world.changes).isEmpty();
    }
}
