package parley.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class OutboxTest {
    private final Outbox outbox = new Outbox();

    @Test
    void what_is_added_when_the_client_is_over_fails_at_once() {
        var waiting = outbox.add("k1", Draft.of("us_bob", "before"));
        outbox.fail(new CommandFailed(CommandFailed.DISCONNECTED, "closed"));
        var late = outbox.add("k2", Draft.of("us_bob", "after"));

        assertThat(waiting).isCompletedExceptionally();
        assertThat(late).isCompletedExceptionally();
        assertThatThrownBy(late::join).hasCauseInstanceOf(CommandFailed.class);
    }
}
