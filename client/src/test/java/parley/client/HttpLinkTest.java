package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HttpLinkTest {
    private static final String HELLO =
            "{'type':'ok','re':'hello','session':'ss_1','heartbeatMs':25000}";

    private final AtomicLong nanos = new AtomicLong();

    private HttpLink link(PlayedHttp server, Door door) {
        var address = new ServerAddress(door, server.address(), "127.0.0.1", 0);
        var link = HttpLink.open(Rest.client(Trust.system()), address, () -> "access", nanos::get);
        link.send(out -> out.put("type", "hello").put("id", "hello"));
        return link;
    }

    private static Incoming next(HttpLink link) throws InterruptedException {
        var incoming = link.receive(Duration.ofMillis(20));
        while (incoming == null || incoming instanceof Incoming.Alive) {
            incoming = link.receive(Duration.ofMillis(20));
        }
        return incoming;
    }

    @ParameterizedTest
    @EnumSource(names = {"SSE", "POLL"})
    @Timeout(30)
    void a_stream_that_fell_silent_ends_the_link_although_commands_are_answered(Door door)
            throws Exception {
        var listened = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        try (var server = new PlayedHttp()) {
            server.answers("/v1/sessions", 201, HELLO);
            server.answers("/v1/sessions/ss_1/commands", 200, "{'type':'pong','re':'ping'}\n");
            server.answers(
                    "/v1/sessions/ss_1/events",
                    request -> {
                        listened.countDown();
                        over.await();
                    });
            try (var link = link(server, door)) {
                assertThat(next(link)).isInstanceOf(Incoming.FrameCame.class);
                assertThat(listened.await(10, TimeUnit.SECONDS)).isTrue();
                nanos.addAndGet(Duration.ofSeconds(45).toNanos());
                link.send(out -> out.put("type", "ping").put("id", "ping"));
                assertThat(next(link)).isInstanceOf(Incoming.FrameCame.class);

                nanos.addAndGet(1);

                assertThat(next(link)).isEqualTo(Incoming.Ended.cut("the event stream is silent"));
            } finally {
                over.countDown();
            }
        }
    }

    @Test
    @Timeout(30)
    void what_waits_is_posted_in_bodies_that_the_server_takes() throws Exception {
        var largest = new AtomicInteger();
        var frames = new AtomicInteger();
        var over = new CountDownLatch(1);
        var all = new CountDownLatch(40);
        try (var server = new PlayedHttp()) {
            server.answers("/v1/sessions", 201, HELLO);
            server.answers("/v1/sessions/ss_1/events", request -> over.await());
            server.answers(
                    "/v1/sessions/ss_1/commands",
                    request -> {
                        var body = request.getRequestBody().readAllBytes();
                        largest.accumulateAndGet(body.length, Math::max);
                        for (byte b : body) {
                            if (b == '\n') {
                                frames.incrementAndGet();
                                all.countDown();
                            }
                        }
                        PlayedHttp.answer(request, 200, "");
                    });
            try (var link = link(server, Door.SSE)) {
                var text = "a".repeat(60_000);
                for (int i = 0; i < 40; i++) {
                    link.send(out -> out.put("type", "send").put("text", text));
                }
                assertThat(all.await(20, TimeUnit.SECONDS)).isTrue();
            } finally {
                over.countDown();
            }
        }
        assertThat(frames).hasValue(40);
        assertThat(largest.get()).isBetween(60_000, 1024 * 1024);
    }
}
