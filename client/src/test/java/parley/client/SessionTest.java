package parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class SessionTest {
    private static final String SYNCED = "{'type':'synced','cursor':'c1','more':false}";

    private final Notes notes = new Notes();

    @Test
    void what_was_on_the_wire_when_a_frame_was_too_large_is_not_sent_again() {
        try (var server = new PlayedServer();
                var client = server.client(ClientState.inMemory(), notes)) {
            var first = client.send("k1", Draft.of("us_bob", "to blame"));
            try (var visit = server.visit()) {
                visit.welcomes();
                visit.says(SYNCED);
                assertThat(visit.hears("send").text("key")).isEqualTo("k1");
                visit.says("{'type':'bye','code':1009,'reason':'a frame has at most 9 bytes'}");
            }
            assertThatThrownBy(first::join)
                    .hasCauseInstanceOf(CommandFailed.class)
                    .hasMessageContaining(CommandFailed.TOO_LONG);
            client.send("k2", Draft.of("us_bob", "innocent"));
            try (var visit = server.visit()) {
                visit.welcomes();
                visit.says(SYNCED);
                assertThat(visit.hears("send").text("key")).isEqualTo("k2");
            }
        }
    }

    @Test
    void a_hello_that_is_refused_without_its_id_is_said_again_on_another_connection() {
        try (var server = new PlayedServer();
                var client = server.client(ClientState.inMemory(), notes)) {
            try (var visit = server.visit()) {
                visit.hears("hello");
                visit.says("{'type':'error','code':'internal','message':'not now'}");
                visit.isLeft();
            }
            try (var visit = server.visit()) {
                visit.welcomes();
                visit.says(SYNCED);
                visit.isUnderstood();
                assertThat(client.isLive()).isTrue();
            }
        }
    }

    @Test
    void a_client_whose_listener_breaks_says_that_it_stopped() throws Exception {
        var stopped = new LinkedBlockingQueue<String>();
        var listener =
                new ParleyListener() {
                    @Override
                    public void happened(ParleyEvent event) {
                        throw new IllegalStateException("the listener broke");
                    }

                    @Override
                    public void stopped(String reason) {
                        stopped.add(reason);
                    }
                };
        try (var server = new PlayedServer();
                var client = server.client(ClientState.inMemory(), listener);
                var visit = server.visit()) {
            visit.welcomes();
            visit.says(SYNCED);

            assertThat(stopped.poll(10, TimeUnit.SECONDS)).contains("the listener broke");
            visit.isLeft();
            assertThatThrownBy(client.send(Draft.of("us_bob", "too late"))::join)
                    .hasCauseInstanceOf(CommandFailed.class);
        }
    }

    @Test
    void a_client_that_cannot_keep_its_place_says_that_it_stopped() throws Exception {
        var full =
                new ClientState() {
                    @Override
                    public Place load() {
                        return Place.NOWHERE;
                    }

                    @Override
                    public void save(Place place) {
                        throw new IllegalStateException("the disk is full");
                    }
                };
        try (var server = new PlayedServer();
                var client = server.client(full, notes);
                var visit = server.visit()) {
            visit.welcomes();
            visit.says(SYNCED);

            assertThat(notes.whyStopped()).contains("the disk is full");
            visit.isLeft();
            assertThat(client.isLive()).isFalse();
        }
    }
}
