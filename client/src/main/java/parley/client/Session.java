package parley.client;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import parley.client.ParleyEvent.Durable;
import parley.client.ParleyEvent.Message;
import parley.protocol.CloseCode;
import parley.protocol.Fields;
import parley.protocol.Frame;
import parley.protocol.FrameError;

/// One device's being here, across connections: says hello with where it was, reads what comes,
/// comes back when the connection goes, as the close code says. Its thread is the client's thread.
final class Session {
    private static final long PONG_MS = 5_000;
    private static final long TURN_MS = 500;
    private static final int ACKS = 100;

    private final ClientParts parts;
    private final LogTracker tracker;
    private final Whereabouts place;
    private final Renewal renewal;
    private final Dispatch dispatch;
    private final Gaps gaps;
    private final Map<String, Long> received = new LinkedHashMap<>();
    private final Incoming.Ended[] bye = new Incoming.Ended[1];
    private volatile @Nullable Link link;
    private volatile @Nullable String self;
    private volatile boolean live;
    private volatile boolean closing;
    private long heartbeatMs = 25_000;
    private long heardMs;
    private long pingedMs;
    private boolean greeted;

    Session(ClientParts parts) {
        this.parts = parts;
        var kept = parts.state().load();
        tracker = new LogTracker(kept.revs(), this::tell, this::fetch);
        gaps = new Gaps(tracker, this);
        place = new Whereabouts(parts, kept);
        renewal = new Renewal(parts, System::nanoTime);
        dispatch = new Dispatch(parts, tracker, this);
    }

    boolean isLive() {
        return live;
    }

    @Nullable String self() {
        return self;
    }

    /// Runs until the client is closed, or the server says to stop.
    void run() {
        try {
            while (!closing) {
                var ended = connection();
                parts.asks().loseAll();
                parts.outbox().disconnected(ended);
                gaps.disconnected();
                tracker.disconnected();
                if (closing || !comesBack(ended)) {
                    break;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // the listener's, or the place can't be kept: nothing goes on as if it were told
            if (!closing) {
                parts.listener().stopped("broken: " + e);
            }
            throw e;
        } finally {
            closing = true;
            parts.asks().loseAll();
            parts.outbox().fail(new CommandFailed(CommandFailed.DISCONNECTED, "closed"));
        }
    }

    private Incoming.Ended connection() throws InterruptedException {
        bye[0] = Incoming.Ended.cut("");
        try (var opened = parts.open()) {
            link = opened;
            if (closing) {
                return Incoming.Ended.cut("closed");
            }
            greeted = false;
            opened.send(place.hello());
            heardMs = now();
            pingedMs = 0;
            var ended = read(opened);
            boolean told = ended.code() != Incoming.Ended.CUT;
            return told && bye[0].code() == Incoming.Ended.CUT || bye[0].code() == 1006
                    ? ended
                    : bye[0];
        } catch (IOException e) {
            return Incoming.Ended.cut(String.valueOf(e.getMessage()));
        } finally {
            link = null;
            live = false;
        }
    }

    private boolean comesBack(Incoming.Ended ended) throws InterruptedException {
        var then = CloseCode.then(ended.code());
        if (then == CloseCode.Then.STOP) {
            parts.listener().stopped(ended.code() + " " + ended.reason());
            return false;
        }
        parts.listener().disconnected(ended.reason());
        if (then == CloseCode.Then.NEW_TOKEN && !renewal.atOnce()) {
            return false;
        }
        long wait = parts.backoff().next().toMillis();
        Thread.sleep(Math.max(wait, ended.reconnectAfterMs()));
        return true;
    }

    private Incoming.Ended read(Link from) throws InterruptedException {
        while (true) {
            var incoming = from.receive(Duration.ofMillis(received.isEmpty() ? turnMs() : 0));
            if (incoming != null) {
                heardMs = now();
                pingedMs = 0;
            }
            switch (incoming) {
                case null -> {
                    acknowledge(from);
                    parts.outbox().pump(this::write);
                    gaps.pump();
                    if (isSilent(from)) {
                        return Incoming.Ended.cut("the server is silent");
                    }
                    renewal.inTime(this);
                }
                case Incoming.FrameCame(Fields frame) -> {
                    try {
                        handle(from, frame);
                    } catch (FrameError e) {
                        return Incoming.Ended.cut("what came isn't Parley: " + e.sentence());
                    }
                    if (received.size() >= ACKS) {
                        acknowledge(from);
                    }
                }
                case Incoming.CursorCame(String text) -> keep(text);
                case Incoming.Alive() -> {}
                case Incoming.Ended ended -> {
                    return ended;
                }
            }
        }
    }

    private long turnMs() {
        return Math.min(TURN_MS, Math.min(parts.outbox().nextMs(), gaps.nextMs()));
    }

    private static long now() {
        return System.nanoTime() / 1_000_000;
    }

    private boolean isSilent(Link to) {
        long now = now();
        if (pingedMs != 0) {
            return now - pingedMs > PONG_MS;
        }
        if (now - heardMs > heartbeatMs + 10_000) {
            pingedMs = now;
            to.send(out -> out.put("type", "ping").put("id", "ping"));
        }
        return false;
    }

    private void handle(Link from, Fields frame) {
        var type = frame.required("type");
        switch (type) {
            case "ok" -> {
                if ("hello".equals(frame.text("re"))) {
                    welcomed(from, frame);
                } else {
                    parts.asks().answer(frame);
                }
            }
            case "error" -> {
                // a hello that can't be read at all has no id to answer to
                boolean nameless = frame.text("re") == null && !greeted;
                if (nameless || "hello".equals(frame.text("re"))) {
                    notWelcome(frame);
                } else {
                    parts.asks().answer(frame);
                }
            }
            case "ping" -> from.send(out -> out.put("type", "pong"));
            case "pong", "cursor" -> {
                var text = frame.text("cursor");
                if (text != null) {
                    keep(text);
                }
            }
            case "bye" ->
                    bye[0] =
                            new Incoming.Ended(
                                    (int) frame.requiredCount("code"),
                                    String.valueOf(frame.text("reason")),
                                    frame.count("reconnectAfterMs", 0));
            case "sync" -> synced(frame);
            case "synced" -> upToDate(frame);
            default -> {
                if (frame.has("rev")) {
                    tracker.came(ParleyEvent.durable(frame));
                } else {
                    PassingEvents.read(type, frame).forEach(parts.listener()::happened);
                }
            }
        }
    }

    // with long polls it comes with each of them
    private void upToDate(Fields synced) {
        boolean first = !live;
        live = true;
        keep(synced.required("cursor"));
        if (first) {
            parts.listener().happened(new ParleyEvent.Live(synced.truth("more", false)));
            parts.outbox().pump(this::write);
        }
    }

    private void welcomed(Link to, Fields ok) {
        greeted = true;
        self = ok.object("user").orElseThrow().required("id");
        heartbeatMs = ok.count("heartbeatMs", heartbeatMs);
        if (place.welcomed(ok.required("session"), ok.required("epoch"))) {
            tracker.forget();
        }
        var account = ok.object("account").orElseThrow();
        if (place.isNew()) {
            tracker.begin(account.required("id"), account.count("rev", 0));
        }
        parts.marks().again().forEach(to::send);
    }

    // Who may not come is told so by the close that follows, and what to do. Else this hello alone
    // failed, and another connection says it again.
    private void notWelcome(Fields error) {
        switch (error.required("code")) {
            case "unauthorized", "disabled", "closed", "rate_limited" -> {}
            default -> closeLink();
        }
    }

    private void synced(Fields frame) {
        var conversation = Conversation.of(frame.object("conversation").orElseThrow());
        boolean known = tracker.knows(conversation.id());
        var events = frame.objects("events").stream().map(ParleyEvent::durable).toList();
        var shown = new ArrayList<Message>();
        if (!known && frame.truth("snapshot", false)) {
            events.forEach(event -> {
                if (event instanceof Message message) {
                    shown.add(message);
                    received(message);
                }
            });
        }
        var people = frame.objects("users").stream().map(Person::of).toList();
        parts.listener().happened(new ParleyEvent.Synced(conversation, shown, people));
        // folded events are no part of the log; a known log is brought up to date by its changes
        if (!frame.truth("snapshot", false)) {
            if (!frame.truth("complete", true)) {
                // More happened than came, in a conversation that isn't held: a new one, or one
                // that was never among the latest. Where the cursor stood in it nobody says, so it
                // is told from its first change on: `changes` after 0 has a `void` for all that
                // this user may not see, so nothing is skipped or seen that shouldn't be.
                tracker.begin(conversation.id(), 0);
            }
            events.forEach(tracker::came);
        }
        tracker.reaches(conversation.id(), conversation.last().rev());
    }

    // A cursor ahead of what was told would skip it after the next cut; another one comes soon.
    private void keep(String text) {
        if (tracker.isBehind()) {
            return;
        }
        parts.backoff().succeeded();
        parts.marks().cursorCame();
        place.reached(text, tracker.revs());
    }

    private void tell(Durable event) {
        parts.listener().happened(event);
        if (event instanceof Message message) {
            received(message);
        }
    }

    private void received(Message message) {
        if (parts.acknowledges() && !message.from().equals(self)) {
            received.merge(message.conversation(), message.seq(), Math::max);
        }
    }

    private void acknowledge(Link to) {
        received.forEach((id, seq) -> to.send(parts.marks().received(id, seq)));
        received.clear();
    }

    /// Asks something of the server, if it is there.
    ///
    /// @return whether it could be asked
    @SuppressWarnings("ReferenceEquality") // this connection, not one like it
    boolean ask(String type, Frame body, Asks.Asker asker) {
        var to = link;
        var id = to == null ? null : parts.asks().add(asker);
        if (to == null || id == null) {
            return false;
        }
        if (link != to) {
            // the connection went before this waited, and lost only those who did
            parts.asks().lose(id);
            return true;
        }
        to.send(out -> {
            out.put("type", type).put("id", id);
            body.writeFields(out);
        });
        return true;
    }

    /// Says something that needs no answer; lost if nobody is there.
    void say(Frame frame) {
        var to = link;
        if (to != null) {
            to.send(frame);
        }
    }

    /// There is something in the outbox.
    void pump() {
        if (live) {
            parts.outbox().pump(this::write);
        }
    }

    private boolean write(Outbox.Item item, @Nullable String after) {
        var to = link;
        return to != null && live && dispatch.write(to, item, after);
    }

    private void fetch(String conversation, long after) {
        gaps.fill(conversation, after);
    }

    private void closeLink() {
        var open = link;
        if (open != null) {
            open.close();
        }
    }

    /// A reconnect that nobody asked for, for those who want to try one.
    void cut() {
        closeLink();
    }

    void close() {
        closing = true;
        closeLink();
    }

    /// A key that no other message has.
    static String newKey() {
        var random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }
}
