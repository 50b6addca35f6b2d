package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import parley.protocol.Fields;

/// Sends numbered messages with up to 32 on their way, remembers what was acknowledged, and sends
/// again what wasn't. Used by one thread at a time.
final class KilledSender {
    private static final int ON_THE_WAY = 32;

    private final Visitor self;
    private final Visitor peer;
    private final Map<String, Fields> acknowledged = new HashMap<>();
    private final LinkedHashMap<String, String> open = new LinkedHashMap<>();
    private String conversation = "";
    private long duplicates;
    private int next;

    KilledSender(Visitor self, Visitor peer) {
        this.self = self;
        this.peer = peer;
    }

    long acknowledged() {
        return acknowledged.size();
    }

    long duplicates() {
        return duplicates;
    }

    /// Sends until the connection breaks, first what is open.
    void sendUntilCut(int port) {
        try (var client = LineClient.live(port, self.token())) {
            open.values().forEach(client::write);
            while (true) {
                while (open.size() < ON_THE_WAY) {
                    client.write(message());
                }
                client.flush();
                take(client.next(LineClient.PATIENCE));
            }
        } catch (UncheckedIOException killed) {
            // what is open now is sent again
        }
    }

    private String message() {
        var key = self.name() + "-" + next++;
        var line =
                """
                {"type":"send","id":"%s","to":"%s","key":"%s","text":"%s"}\
                """
                        .formatted(key, peer.id(), key, key);
        open.put(key, line);
        return line;
    }

    private void take(Fields frame) {
        var key = frame.text("re");
        if (key == null) {
            return; // what the other one sends
        }
        assertThat(frame.text("type")).as(LineClient.text(frame)).isEqualTo("ok");
        assertThat(open.remove(key)).as("each is answered once").isNotNull();
        acknowledged.put(key, frame);
        conversation = frame.required("conversation");
        duplicates += frame.truth("duplicate", false) ? 1 : 0;
    }

    /// Sends again what is open, until all is acknowledged.
    void finish(int port) {
        try (var client = LineClient.live(port, self.token())) {
            open.values().forEach(client::write);
            client.flush();
            while (!open.isEmpty()) {
                take(client.next(LineClient.PATIENCE));
            }
        }
    }

    /// Reads the whole conversation back.
    ///
    /// @return how many of the messages in it are this sender's
    long verify(String base) {
        var own = new HashSet<String>();
        long seq = 0;
        for (boolean more = true; more; ) {
            var page =
                    self.get(
                                    base,
                                    "/v1/conversations/"
                                            + conversation
                                            + "/messages?limit=100&after="
                                            + seq)
                            .expect(200)
                            .body();
            var items = page.objects("items");
            for (var message : items) {
                seq++;
                assertThat(message.number("seq")).as("seqs are dense").hasValue(seq);
                assertThat(message.number("rev")).as("revs are dense").hasValue(seq);
                if (message.required("from").equals(self.id())) {
                    var key = message.required("text");
                    assertThat(own.add(key)).as(key + " is there once").isTrue();
                    var ok = Objects.requireNonNull(acknowledged.get(key), key);
                    assertThat(ok.number("seq")).as(key).hasValue(seq);
                    assertThat(ok.number("rev")).as(key).hasValue(seq);
                }
            }
            more = !items.isEmpty();
        }
        assertThat(own).isEqualTo(acknowledged.keySet());
        return own.size();
    }
}
