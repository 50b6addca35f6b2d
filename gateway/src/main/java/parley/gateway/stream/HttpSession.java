package parley.gateway.stream;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccessTokens.Claims;
import parley.core.log.Positions;
import parley.gateway.http.Request;
import parley.gateway.http.Response;
import parley.gateway.session.Feed;
import parley.gateway.session.Identity;
import parley.gateway.session.LinkParts;
import parley.gateway.session.Links;
import parley.gateway.session.Sessions;
import parley.gateway.session.Sessions.Session;
import parley.protocol.CloseCode;
import parley.protocol.Command;

/// One session over plain HTTP. Its user is here while an `events` request is open, and for a while
/// after; the session itself also lives on by what else it asks. Thread-safe.
final class HttpSession implements Sessions.Holder {
    private static final long COMMENT_MS = 15_000;
    private static final long CURSOR_EVERY_MS = 55_000; // and at least every 60 s

    private static final Duration SOON = Duration.ofSeconds(2);

    private final LinkParts parts;
    private final Session session;
    private final InetSocketAddress address;
    private final long arrival;
    private final boolean presence;
    private final @Nullable String helloCursor;
    private final ReentrantLock commands = new ReentrantLock();
    private volatile Identity identity;
    private volatile long askedMs;
    private @Nullable Attached attached;
    private @Nullable Feed present; // as the board knows it; the last one between two polls
    private long streamedMs;
    private boolean ended;

    /// @param arrival when its request came ([parley.gateway.connection.Arrival])
    HttpSession(
            LinkParts parts,
            Identity identity,
            Command.Hello hello,
            InetSocketAddress address,
            long arrival) {
        this.parts = parts;
        this.identity = identity;
        this.address = address;
        this.arrival = arrival;
        presence = hello.presence();
        helloCursor = parts.cursorOf(hello.resume());
        askedMs = parts.clock().millis();
        session = parts.sessions().open(hello.resume().session(), identity.device(), this);
    }

    String id() {
        return session.id();
    }

    /// Whether no later one took its place before it was there.
    boolean isCurrent() {
        return parts.sessions().isHeldBy(session, this);
    }

    Session session() {
        return session;
    }

    Identity identity() {
        return identity;
    }

    InetSocketAddress address() {
        return address;
    }

    LinkParts parts() {
        return parts;
    }

    boolean sharesPresence() {
        return presence;
    }

    void asked() {
        askedMs = parts.clock().millis();
    }

    void renew(Claims claims) {
        if (claims.expiresAt().isAfter(identity.expiresAt())) {
            identity =
                    new Identity(
                            identity.user(),
                            identity.device(),
                            identity.account(),
                            claims.expiresAt());
        }
    }

    synchronized boolean isIdle(long now, long idleMs) {
        return attached == null && now - askedMs > idleMs;
    }

    /// Lets its user go offline if no `events` request was open for this long, whatever else is
    /// asked.
    void goOffline(long now, long idleMs) {
        Feed last = null;
        synchronized (this) {
            if (attached == null && now - streamedMs > idleMs) {
                last = present;
                present = null;
            }
        }
        if (last != null) {
            parts.board().left(last, session.presence());
        }
    }

    /// An `events` request and its feed, looked after like a socket.
    private final class Attached implements Links.Link {
        private final EventStream stream;
        private final Feed feed;
        private long commentMs = parts.clock().millis();
        private long cursorMs = commentMs;

        private Attached(EventStream stream, Feed feed) {
            this.stream = stream;
            this.feed = feed;
        }

        @Override
        public EventLoop loop() {
            return stream.loop();
        }

        @Override
        public void tick() {
            long now = parts.clock().millis();
            asked();
            if (now >= identity.expiresAt().toEpochMilli()) {
                close(CloseCode.BAD_TOKEN, "the token expired", Duration.ZERO);
            } else if (now - commentMs >= COMMENT_MS) {
                commentMs = now;
                stream.comment();
            }
            if (now - cursorMs >= CURSOR_EVERY_MS) {
                cursorMs = now;
                whenStored(() -> stream.cursor(cursor()));
            }
        }

        // A cursor is only told once the marks before it are stored.
        private CompletableFuture<Void> whenStored(Runnable step) {
            return parts.log().flushMarks().thenRun(() -> loop().execute(step));
        }

        private Positions cursor() {
            return feed.cursor(parts.loops().seen(loop()));
        }

        // Where no cursor can be told the client polls again from where it was.
        private void finishPoll() {
            whenStored(() -> stream.finish(cursor()))
                    .whenComplete((done, failure) -> {
                        if (failure != null) {
                            loop().execute(() -> close(CloseCode.RESTART, "try again", SOON));
                        }
                    });
        }

        @Override
        public void close(CloseCode code, String reason, Duration reconnectAfter) {
            stream.close(code, reason, reconnectAfter);
        }
    }

    /// An `events` request begins; the one before it, if it still stands, ends. Called on the
    /// stream's loop.
    void attach(EventStream stream, @Nullable String cursor) {
        var feed = new Feed(stream, identity.user(), identity.device(), presence);
        var next = new Attached(stream, feed);
        Attached before;
        synchronized (this) {
            before = attached;
            attached = next;
        }
        if (before != null) {
            before.loop()
                    .execute(() -> before.close(CloseCode.REPLACED, "replaced", Duration.ZERO));
        }
        parts.links().add(next);
        parts.links().claim(identity.user(), identity.device(), next);
        parts.meter().opened(stream.door());
        stream.onClose(() -> detach(next));
        stream.onClosing(parts.meter()::closing);
        stream.begin(next::finishPoll);
        Thread.ofVirtual().start(() -> catchUp(next, cursor));
    }

    private void catchUp(Attached one, @Nullable String cursor) {
        if (!isStillGood(one)) {
            return;
        }
        var from = cursor == null ? helloCursor : cursor;
        parts.catchUp().run(one.feed, identity, from, parts.log());
        Feed before;
        synchronized (this) {
            // a poll that is over by now is one of theirs all the same
            boolean followed = attached != null && attached != one;
            if (!presence || ended || followed) {
                return;
            }
            before = present;
            present = one.feed;
        }
        if (before == null) {
            parts.board().arrived(one.feed, session.presence());
        } else {
            parts.board().moved(before, one.feed, session.presence());
        }
        if (!isPresent(one.feed)) {
            parts.board().left(one.feed, session.presence()); // it went while it came
        }
    }

    /// Whether its events are asked for now.
    synchronized boolean isAttached() {
        return attached != null;
    }

    private synchronized boolean isPresent(Feed feed) {
        return present == feed;
    }

    // A revocation between the request's token and the claim found nothing to close.
    private boolean isStillGood(Attached one) {
        try {
            parts.admittance().stillGood(identity);
            return true;
        } catch (Refusal e) {
            var code =
                    e.code() == RefusalCode.DISABLED ? CloseCode.NOT_ALLOWED : CloseCode.BAD_TOKEN;
            one.loop().execute(() -> one.close(code, "not allowed here", Duration.ZERO));
            return false;
        }
    }

    private void detach(Attached one) {
        parts.hub().remove(one.feed);
        parts.links().remove(one);
        parts.links().disclaim(identity.user(), one);
        parts.meter().closed(one.stream.door());
        asked();
        synchronized (this) {
            if (attached == one) {
                attached = null;
                streamedMs = parts.clock().millis();
            }
        }
    }

    @Override
    public long arrival() {
        return arrival;
    }

    @Override
    public void replaced() {
        end(CloseCode.REPLACED, "replaced by a newer connection");
    }

    /// The session is over.
    void end() {
        end(CloseCode.NORMAL, "the session ended");
    }

    private void end(CloseCode code, String reason) {
        Attached open;
        Feed here;
        synchronized (this) {
            ended = true;
            open = attached;
            here = present;
            present = null;
        }
        if (open != null) {
            open.loop().execute(() -> open.close(code, reason, Duration.ZERO));
        }
        if (here != null) {
            parts.board().left(here, session.presence());
        }
        parts.sessions().release(session, this);
    }

    /// Runs the lines of one request in order, and answers their replies as lines.
    Response run(Request request) throws InterruptedException {
        commands.lockInterruptibly();
        try {
            return new HttpCaller(this).run(request.body());
        } finally {
            commands.unlock();
        }
    }
}
