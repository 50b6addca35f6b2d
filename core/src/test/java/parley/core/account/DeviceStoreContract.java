package parley.core.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.account.RefreshToken.Use;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// What readers of devices and their tokens may rely on.
public interface DeviceStoreContract {
    Instant FROM = Instant.parse("2026-01-02T03:04:05.678Z");

    Stores stores();

    private static Device device(UserId user, Instant used) {
        return new Device(
                new DeviceId(ThreadLocalRandom.current().nextLong()),
                user,
                "phone",
                FROM,
                used,
                null);
    }

    private static byte[] hash() {
        var hash = new byte[32];
        ThreadLocalRandom.current().nextBytes(hash);
        return hash;
    }

    @Test
    default void devices_signed_in_come_last_used_first() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var old = device(alice, FROM);
        var recent = device(alice, FROM.plusSeconds(1));
        var gone = device(alice, FROM.plusSeconds(2)).revoked(FROM.plusSeconds(3));
        scene.rows(rows -> {
            rows.put(old);
            rows.put(recent);
            rows.put(gone);
            assertThat(rows.device(old.id())).contains(old);
            assertThat(rows.signedInDevices(alice)).containsExactly(recent, old);
        });
        assertThat(stores().devices().devicesOf(alice)).containsExactly(recent, old);
        assertThat(stores().devices().find(gone.id())).contains(gone);
        scene.rows(rows -> rows.put(old.used(FROM.plusSeconds(9))));
        assertThat(stores().devices().devicesOf(alice))
                .containsExactly(old.used(FROM.plusSeconds(9)), recent);
        assertThat(stores().devices().devicesOf(scene.person())).isEmpty();
    }

    @Test
    default void a_token_is_found_by_its_hash_and_remembers_its_use() {
        var scene = new Scene(stores());
        var device = new DeviceId(ThreadLocalRandom.current().nextLong());
        var token = new RefreshToken(hash(), device, FROM, FROM.plusSeconds(60), null);
        var used = token.used(new Use(FROM.plusSeconds(5), "jti", hash()));
        scene.rows(rows -> {
            assertThat(rows.refreshToken(token.hash())).isEmpty();
            rows.put(token);
            assertSame(rows.refreshToken(token.hash()), token);
            rows.put(used);
            assertSame(rows.refreshToken(token.hash()), used);
        });
    }

    @Test
    default void a_token_that_had_expired_when_another_is_issued_is_forgotten() {
        var scene = new Scene(stores());
        var device = new DeviceId(ThreadLocalRandom.current().nextLong());
        var expired = new RefreshToken(hash(), device, FROM, FROM.plusSeconds(60), null);
        var later = FROM.plusSeconds(61);
        var next = new RefreshToken(hash(), device, later, later.plusSeconds(60), null);
        scene.rows(rows -> {
            rows.put(expired);
            rows.put(next);
            assertThat(rows.refreshToken(expired.hash())).isEmpty();
            assertThat(rows.refreshToken(next.hash())).isPresent();
        });
    }

    private static void assertSame(Optional<RefreshToken> found, RefreshToken expected) {
        assertThat(found).usingRecursiveComparison().isEqualTo(Optional.of(expected));
    }

    @Test
    default void an_answer_is_kept_until_it_is_forgotten() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var answer = new KeptAnswer(alice, "k", hash(), 201, "{}".getBytes(UTF_8), FROM);
        scene.rows(rows -> rows.put(answer, Instant.EPOCH));
        assertThat(stores().answers().find(alice, "k"))
                .usingRecursiveComparison()
                .isEqualTo(Optional.of(answer));
        assertThat(stores().answers().find(scene.person(), "k")).isEmpty();
        var later = new KeptAnswer(alice, "k2", hash(), 200, new byte[0], FROM.plusSeconds(100));
        scene.rows(rows -> rows.put(later, FROM.plusSeconds(1)));
        assertThat(stores().answers().find(alice, "k")).isEmpty();
        assertThat(stores().answers().find(alice, "k2")).isPresent();
    }

    @Test
    default void a_secret_is_made_once() {
        var name = "secret " + ThreadLocalRandom.current().nextLong();
        var first = hash();
        assertThat(stores().secrets().secret(name, () -> first)).isEqualTo(first);
        assertThat(stores().secrets().secret(name, DeviceStoreContract::hash)).isEqualTo(first);
    }

    @Test
    default void whoever_asks_for_a_secret_at_the_same_time_gets_the_same() throws Exception {
        var name = "secret " + ThreadLocalRandom.current().nextLong();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new ArrayList<Future<byte[]>>();
            for (int i = 0; i < 8; i++) {
                asked.add(
                        threads.submit(
                                () -> stores().secrets().secret(name, DeviceStoreContract::hash)));
            }
            var first = asked.getFirst().get();
            for (var each : asked) {
                assertThat(each.get()).isEqualTo(first);
            }
        }
    }
}
