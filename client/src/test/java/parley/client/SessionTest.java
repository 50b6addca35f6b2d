package parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
}
