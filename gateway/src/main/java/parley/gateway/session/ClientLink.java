package parley.gateway.session;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.Blocking;
import parley.core.Refusal;
import parley.core.account.AccessTokens.Claims;
import parley.core.log.Origin;
import parley.gateway.command.Caller;
import parley.gateway.command.CommandTable;
import parley.gateway.command.Traces;
import parley.gateway.connection.Connection;
import parley.gateway.connection.ConnectionListener;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.ReplyOrigin;
import parley.gateway.session.Sessions.Session;
import parley.protocol.CloseCode;
import parley.protocol.Command;
import parley.protocol.CommandReader;
import parley.protocol.Event;
import parley.protocol.Fields;
import parley.protocol.FrameError;
import parley.protocol.Limits;
import parley.protocol.Reply;

/// One socket's client: says who they are, runs their commands in order, keeps the connection
/// alive, and lets go of everything when it ends. What it is told without asking is the [Feed]'s.
///
/// Threads: what Netty tells comes on the connection's event loop; commands run one by one on a
/// virtual thread, or at once on the loop if none waits and this one needs no waiting. The fields
/// marked so are the loop's; the others are set once, before the first command after `hello`.
public final class ClientLink implements ConnectionListener, Caller, Sessions.Holder, Links.Link {
    private static final Duration HELLO_WITHIN = Duration.ofSeconds(10);
    private static final long CURSOR_EVERY_MS = 55_000; // and at least every 60 s
    private static final int BAD_FRAMES = 3;

    private final Connection connection;
    private final LinkParts parts;
    private final Greeting greeting;
    private final Intake intake;
    private final FloodGuard flood = new FloodGuard();
    private final long begunMs;
    private final long arrival;

    // the loop's
    private final Heartbeat heartbeat;
    private long cursorSentMs;
    private boolean ended;

    // whoever runs the commands
    private int badFrames;

    private volatile @Nullable Identity identity;
    private volatile @Nullable Session session;
    private volatile @Nullable Feed feed;

    /// @param shown what was shown at the WebSocket handshake already
    /// @param arrival when it came ([Arrival])
    public ClientLink(
            Connection connection, LinkParts parts, @Nullable Claims shown, long arrival) {
        this.connection = connection;
        this.parts = parts;
        greeting = new Greeting(this, parts, shown);
        intake = new Intake(connection, parts.crowding(), this::handle);
        begunMs = parts.clock().millis();
        this.arrival = arrival;
        heartbeat = new Heartbeat(begunMs);
        connection.onClose(this::end);
        connection.onClosing(parts.meter()::closing);
    }

    /// Begins. Called on the loop.
    public void begin() {
        parts.links().add(this);
        parts.meter().opened(connection.door());
    }

    @Override
    public EventLoop loop() {
        return connection.loop();
    }

    @Override
    public void received(Fields frame) {
        intake.take(frame, identity != null);
    }

    @Override
    public void receivedBad(FrameError error) {
        intake.take(error);
    }

    @Override
    public int messageBytes() {
        return identity == null ? Limits.FRAME_BYTES : Limits.MESSAGE_BYTES;
    }

    @Override
    public void heard() {
        heartbeat.heard(parts.clock().millis());
    }

    @Override
    public void closed() {
        end();
    }

    private void end() {
        if (ended) {
            return;
        }
        ended = true;
        intake.end();
        parts.links().remove(this);
        parts.meter().closed(connection.door());
        // after whatever hello is doing on another thread: its last step comes back to this loop
        letGo();
    }

    private void letGo() {
        var who = identity;
        var here = feed;
        var held = session;
        if (who == null || here == null || held == null) {
            return;
        }
        parts.hub().remove(here);
        parts.links().disclaim(who.user(), this);
        parts.sessions().release(held, this);
        Thread.ofVirtual().start(() -> parts.board().left(here, held.presence()));
    }

    private void handle(Object entry) {
        try {
            switch (entry) {
                case FrameError bad -> refuseFrame(bad, null);
                case Fields frame when !CommandReader.hasType(frame) ->
                        refuseFrame(FrameError.noType(), frame.echoableId());
                case Fields frame -> {
                    badFrames = 0;
                    if (identity == null) {
                        greeting.greet(frame);
                    } else {
                        parts.commands().run(frame, this);
                    }
                }
                default -> throw new IllegalStateException("the pump holds frames and errors");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Blocking.WouldBlock e) {
            throw e;
        } catch (RuntimeException e) {
            replyLater(CommandTable.broken(null, e));
        }
    }

    private void refuseFrame(FrameError bad, @Nullable String id) throws InterruptedException {
        reply(CommandTable.error(id, bad));
        if (++badFrames >= BAD_FRAMES) {
            closeLater(CloseCode.NOT_A_FRAME, "not frames", Duration.ZERO);
        }
    }

    /// Says welcome to who was admitted, and begins to catch up.
    void welcome(Command.Hello hello, Admittance.Admitted admitted) throws InterruptedException {
        var who = admitted.identity();
        var here = new Feed(connection, who.user(), who.device(), hello.presence());
        var opened = parts.sessions().open(hello.resume().session(), who.device(), this);
        if (!parts.sessions().isHeldBy(opened, this)) {
            replaced();
            return;
        }
        session = opened;
        feed = here;
        identity = who;
        parts.links().claim(who.user(), who.device(), this);
        requireStillGood(who);
        reply(
                new Reply.Ok(
                        Objects.requireNonNull(hello.id()), parts.welcome(admitted, opened.id())));
        var cursor = parts.cursorOf(hello.resume());
        Thread.ofVirtual()
                .start(() -> {
                    parts.catchUp().run(here, who, cursor, parts.log());
                    loop().execute(this::nowLive);
                });
    }

    // A revocation before the claim found nothing to close.
    private void requireStillGood(Identity who) {
        try {
            parts.admittance().stillGood(who);
        } catch (RuntimeException e) {
            loop().execute(() -> {
                if (ended) {
                    letGo(); // the end came before there was anything to let go of
                }
            });
            if (!(e instanceof Refusal)) {
                closeLater(CloseCode.RESTART, "try again", Greeting.soon());
            }
            throw e;
        }
    }

    private void nowLive() {
        var here = feed;
        var held = session;
        if (here == null || held == null) {
            return;
        }
        cursorSentMs = parts.clock().millis();
        if (ended) {
            letGo(); // hello finished after the end
        } else if (here.isLive() && here.sharesPresence()) {
            Thread.ofVirtual().start(() -> arrive(here, held));
        }
    }

    private void arrive(Feed here, Session held) {
        parts.board().arrived(here, held.presence());
        if (!here.isOpen()) {
            parts.board().left(here, held.presence()); // it went while it came
        }
    }

    @Override
    public long arrival() {
        return arrival;
    }

    @Override
    public void replaced() {
        closeLater(CloseCode.REPLACED, "replaced by a newer connection", Duration.ZERO);
    }

    void closeLater(CloseCode code, String reason, Duration reconnectAfter) {
        loop().execute(() -> close(code, reason, reconnectAfter));
    }

    @Override
    public void close(CloseCode code, String reason, Duration reconnectAfter) {
        connection.close(code, reason, reconnectAfter);
    }

    @Override
    public void tick() {
        long now = parts.clock().millis();
        var who = identity;
        if (who == null) {
            if (now - begunMs > HELLO_WITHIN.toMillis() && !greeting.isUnderWay()) {
                close(CloseCode.NO_HELLO, "no hello in time", Duration.ZERO);
            }
            return;
        }
        if (intake.isHeldUp()) {
            heartbeat.heard(now); // it isn't listened to, so its silence says nothing
        }
        if (now >= who.expiresAt().toEpochMilli()) {
            close(CloseCode.BAD_TOKEN, "the token expired", Duration.ZERO);
        } else {
            switch (heartbeat.due(now)) {
                case NOTHING -> {}
                case PING -> connection.ping();
                case END -> close(CloseCode.SILENT, "silent too long", Duration.ZERO);
            }
        }
        if (now - cursorSentMs >= CURSOR_EVERY_MS) {
            sendCursor(now);
        }
    }

    private void sendCursor(long now) {
        var here = feed;
        if (here == null || !here.isLive()) {
            return;
        }
        cursorSentMs = now;
        // a cursor is only sent once the marks before it are stored
        parts.log()
                .flushMarks()
                .thenRun(() ->
                        loop().execute(() -> {
                            if (!ended) {
                                var cursor = here.cursor(parts.loops().seen(loop()));
                                connection.write(
                                        new Outgoing(
                                                new Event.Cursor(parts.cursors().text(cursor))));
                                connection.flush(() -> cursor);
                            }
                        }));
    }

    @Override
    public Identity identity() {
        return Objects.requireNonNull(identity, "commands run after hello");
    }

    @Override
    public Session session() {
        return Objects.requireNonNull(session, "commands run after hello");
    }

    @Override
    public InetSocketAddress address() {
        return connection.address();
    }

    @Override
    public boolean sharesPresence() {
        var here = feed;
        return here != null && here.sharesPresence();
    }

    @Override
    public boolean isLive() {
        return feed != null;
    }

    @Override
    public void reply(Reply reply) throws InterruptedException {
        if (Blocking.isForbidden()) {
            replyLater(reply);
            return;
        }
        if (!connection.awaitWritable(CatchUp.PATIENCE)) {
            closeLater(CloseCode.TOO_SLOW, "reads too slowly", Duration.ZERO);
            return;
        }
        replyLater(reply);
    }

    @Override
    public void replyLater(Reply reply) {
        var frame = new Outgoing(Traces.traced(reply));
        loop().execute(() -> connection.writeAsked(List.of(frame)));
        if (reply instanceof Reply.Error error) {
            refused(error);
        }
    }

    @Override
    public void refused(Reply.Error error) {
        if (flood.refused(error, parts.clock().millis())) {
            closeLater(CloseCode.FLOODING, "flooding", Duration.ofSeconds(60));
        }
    }

    @Override
    public @Nullable Origin origin(String commandId) {
        var here = feed;
        return here == null
                ? null
                : new ReplyOrigin(here, connection::isOpen, commandId, parts.ids());
    }

    @Override
    public void sending() throws InterruptedException {
        intake.sends().take();
    }

    @Override
    public void sent() {
        intake.sends().give();
    }

    @Override
    public void settle() throws InterruptedException {
        intake.sends().awaitFree();
    }

    @Override
    public void renew(Claims claims) {
        identity = identity().until(claims.expiresAt());
    }

    @Override
    public @Nullable String cursor() {
        var here = feed;
        return here == null ? null : parts.cursorOf(here);
    }
}
