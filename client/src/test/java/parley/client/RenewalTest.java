package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RenewalTest {
    private static final String REFRESH = "/v1/auth/refresh";

    private final Notes notes = new Notes();
    private final AtomicLong nanos = new AtomicLong();

    private ClientParts parts(URI server) {
        var payload = "{\"jti\":\"1\"}".getBytes(StandardCharsets.UTF_8);
        var access = "h." + Base64.getUrlEncoder().withoutPadding().encodeToString(payload) + ".s";
        return new ClientParts(
                new ServerAddress(Door.TCP, server, "127.0.0.1", 1),
                Trust.system(),
                new Tokens(access, "refresh", System.nanoTime()),
                new ClientParts.Options(
                        ClientState.inMemory(),
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1)),
                        true,
                        notes));
    }

    private boolean comesBackAfter(int status, String body) {
        try (var server = new PlayedHttp()) {
            server.answers(REFRESH, status, body);
            return new Renewal(parts(server.address()), nanos::get).atOnce();
        }
    }

    @ParameterizedTest
    @CsvSource({"401,unauthorized", "403,disabled", "403,forbidden"})
    void who_is_signed_out_stops(int status, String code) throws Exception {
        assertThat(comesBackAfter(status, "{'code':'" + code + "'}")).isFalse();
        assertThat(notes.whyStopped()).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "503,unavailable",
        "503,unknown",
        "500,internal",
        "429,rate_limited",
        "409,conflict"
    })
    void who_cannot_be_answered_now_goes_on(int status, String code) {
        assertThat(comesBackAfter(status, "{'code':'" + code + "'}")).isTrue();
        assertThat(notes.isStopped()).isFalse();
    }

    @Test
    void what_stands_before_the_server_signs_nobody_out() {
        assertThat(comesBackAfter(502, "{}")).isTrue();
        assertThat(comesBackAfter(502, "<html>Bad Gateway</html>")).isTrue();
        assertThat(notes.isStopped()).isFalse();
    }

    @Test
    @Timeout(30)
    void a_renewal_that_failed_is_tried_again_after_ten_seconds() throws Exception {
        var tries = new AtomicInteger();
        try (var server = new PlayedHttp()) {
            server.answers(
                    REFRESH,
                    request -> {
                        tries.incrementAndGet();
                        PlayedHttp.answer(request, 503, "{'code':'unavailable'}");
                    });
            var parts = parts(server.address());
            var renewal = new Renewal(parts, nanos::get);
            var session = new Session(parts);
            renewal.inTime(session);
            assertThat(notes.whyDisconnected()).contains("unavailable");
            nanos.addAndGet(Duration.ofMillis(9_999).toNanos());
            renewal.inTime(session);
            assertThat(tries).hasValue(1);

            nanos.addAndGet(Duration.ofMillis(1).toNanos());

            while (tries.get() < 2) {
                renewal.inTime(session);
                Thread.onSpinWait();
            }
            assertThat(notes.whyDisconnected()).contains("unavailable");
            assertThat(tries).hasValue(2);
        }
    }
}
