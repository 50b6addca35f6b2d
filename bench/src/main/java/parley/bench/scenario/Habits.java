package parley.bench.scenario;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

/// What people do besides talking: say that they received and read, type, change their presence,
/// look at older messages, and lose their connection now and then. For one event loop.
final class Habits {
    private static final long SECOND_MS = 1_000; // marks are given at most once a second

    private final Crew crew;
    private final Share share;
    private final SplittableRandom random;
    private final Unmarked[] unmarked;
    private long nextMs;
    private long commands;

    /// How much of it there is.
    ///
    /// @param reads of the conversations with new messages, read rather than just received
    /// @param typings a second and person
    /// @param presences a second and person
    /// @param pages of older messages, a second and person
    /// @param cuts of connections, a second and person
    record Share(double reads, double typings, double presences, double pages, double cuts) {
        /// What was received is marked so; nothing else is done.
        static final Share MARKS = new Share(0, 0, 0, 0, 0);

        /// As in life, about.
        static final Share USUAL = new Share(0.5, 0.1, 0.003, 0.01, 0.01 / 60);
    }

    /// The conversation of a person in which something came last, until that is marked.
    private static final class Unmarked {
        private byte[] conversation = {};
        private long seq;
        private boolean marked = true;
    }

    Habits(Crew crew, Share share, SplittableRandom random) {
        this.crew = crew;
        this.share = share;
        this.random = random;
        unmarked = new Unmarked[crew.members().count()];
        for (int i = 0; i < unmarked.length; i++) {
            unmarked[i] = new Unmarked();
        }
    }

    /// A message came to someone. Something in another conversation is marked first.
    void told(int place, byte[] bytes, int at, int length, long seq) {
        var one = unmarked[place];
        boolean same =
                Arrays.equals(one.conversation, 0, one.conversation.length, bytes, at, at + length);
        if (!same) {
            mark(place);
            one.conversation = Arrays.copyOfRange(bytes, at, at + length);
        }
        one.seq = seq;
        one.marked = false;
    }

    private void mark(int place) {
        var one = unmarked[place];
        if (!one.marked) {
            one.marked = true;
            var word = random.nextDouble() < share.reads() ? "read" : "ack";
            crew.command(
                    place,
                    "{\"type\":\"%s\",\"conversation\":\"%s\",\"seq\":%d}"
                            .formatted(word, conversation(place), one.seq));
        }
    }

    private String conversation(int place) {
        return new String(unmarked[place].conversation, StandardCharsets.US_ASCII);
    }

    /// Does what a second brings, once a second.
    void tick(long nowMs) {
        if (nowMs < nextMs) {
            return;
        }
        nextMs = nowMs + SECOND_MS;
        for (int place = 0; place < unmarked.length; place++) {
            mark(place);
            if (unmarked[place].conversation.length > 0) {
                sometimes(place);
            }
        }
    }

    private void sometimes(int place) {
        if (random.nextDouble() < share.typings()) {
            crew.command(
                    place,
                    "{\"type\":\"typing\",\"conversation\":\"%s\",\"on\":true}"
                            .formatted(conversation(place)));
        }
        if (random.nextDouble() < share.presences()) {
            var state = random.nextBoolean() ? "away" : "online";
            crew.command(place, "{\"type\":\"presence\",\"state\":\"" + state + "\"}");
        }
        if (random.nextDouble() < share.pages()) {
            crew.command(
                    place,
                    "{\"type\":\"history\",\"id\":\"page-%d\",\"conversation\":\"%s\",\"before\":%d,\"limit\":50}"
                            .formatted(commands++, conversation(place), unmarked[place].seq));
        }
        if (random.nextDouble() < share.cuts()) {
            cut(place);
        }
    }

    // Someone who awaits an answer stays: whether it was stored would be unknown, and an outbox
    // that asks again is the client library's, not this tool's.
    private void cut(int place) {
        var client = crew.client(place);
        if (client != null && !client.awaitsAny()) {
            client.leave();
        }
    }
}
