package parley.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import parley.core.log.Positions;
import parley.core.sync.Cursors;
import parley.gateway.connection.Outgoing;
import parley.protocol.Event;

final class EventStreamTest {
    private static final Outgoing SYNCED = new Outgoing(new Event.Synced("c", false, false));
    private static final Outgoing TYPING = new Outgoing(new Event.Typing("cv_1", "us_1", true));

    private final EmbeddedChannel channel = new EmbeddedChannel(new ChannelInboundHandlerAdapter());
    private final Cursors cursors = new Cursors(new byte[16]);
    private CompletableFuture<Void> marksStored = CompletableFuture.completedFuture(null);

    private EventStream open(EventStream.Mode mode) {
        var stream =
                new EventStream(
                        channel.pipeline().firstContext(),
                        mode,
                        new InetSocketAddress("127.0.0.1", 1),
                        cursors,
                        () -> marksStored);
        stream.begin(() -> {});
        written();
        return stream;
    }

    private static Positions upTo(long n) {
        return Positions.of(Map.of(1, n));
    }

    private String id(long n) {
        return "id: " + cursors.text(upTo(n)) + "\n";
    }

    private String written() {
        channel.runPendingTasks();
        var text = new StringBuilder();
        for (Object one = channel.readOutbound(); one != null; one = channel.readOutbound()) {
            if (one instanceof HttpContent content) {
                text.append(content.content().toString(StandardCharsets.UTF_8));
            }
            ReferenceCountUtil.release(one);
        }
        return text.toString();
    }

    @Test
    void a_turn_carries_the_cursor_at_once_when_all_marks_are_stored() {
        var stream = open(new EventStream.Mode.ServerSent());
        stream.write(SYNCED);
        stream.flush(() -> upTo(7));
        assertThat(written()).startsWith(id(7) + "data: {\"type\":\"synced\"");
    }

    @Test
    void a_cursor_waits_until_the_marks_before_it_are_stored() {
        marksStored = new CompletableFuture<>();
        var stream = open(new EventStream.Mode.ServerSent());
        stream.write(SYNCED);
        stream.flush(() -> upTo(7));
        stream.write(TYPING);
        stream.flush(() -> upTo(8));
        assertThat(written()).isEmpty();

        marksStored.complete(null);
        assertThat(written())
                .matches(
                        "(?s)\\Q"
                                + id(8)
                                + "\\Edata: \\{\"type\":\"synced\".*data: \\{\"type\":\"typing\".*");
    }

    @Test
    void where_the_marks_cant_be_stored_what_happened_is_told_without_a_cursor() {
        marksStored = CompletableFuture.failedFuture(new IllegalStateException("away"));
        var stream = open(new EventStream.Mode.ServerSent());
        stream.write(SYNCED);
        stream.flush(() -> upTo(7));
        assertThat(written()).startsWith("data: {\"type\":\"synced\"");
    }

    @Test
    void a_cursor_by_itself_is_told_once_the_sync_was() {
        var stream = open(new EventStream.Mode.ServerSent());
        stream.cursor(upTo(1));
        assertThat(written()).isEmpty();
        stream.write(SYNCED);
        stream.flush(() -> upTo(2));
        written();
        stream.cursor(upTo(3));
        assertThat(written())
                .isEqualTo(
                        id(3)
                                + "data: {\"type\":\"cursor\",\"cursor\":\""
                                + cursors.text(upTo(3))
                                + "\"}\n\n");
    }

    @Test
    void a_poll_is_not_ended_by_a_cursor_alone() {
        var stream = open(new EventStream.Mode.Poll(Duration.ofSeconds(20)));
        stream.write(SYNCED);
        stream.flush(() -> upTo(2));
        stream.cursor(upTo(3));
        assertThat(written()).isEmpty();
        stream.finish(upTo(4));
        assertThat(written()).contains("\"synced\"").endsWith(cursors.text(upTo(4)) + "\"}\n");
    }
}
