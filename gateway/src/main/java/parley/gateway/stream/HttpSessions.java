package parley.gateway.stream;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import parley.core.Refusal;
import parley.gateway.connection.Arrival;
import parley.gateway.http.Call;
import parley.gateway.http.Problems;
import parley.gateway.http.Request;
import parley.gateway.http.Response;
import parley.gateway.http.Router;
import parley.gateway.session.LinkParts;
import parley.protocol.Command;
import parley.protocol.CommandReader;
import parley.protocol.Reply;

/// The sessions of clients that come by plain HTTP. Each `events` request catches up from a cursor
/// and goes live like any other connection; `commands` are run in order, one request at a time.
///
/// Bound: [#MAX] sessions; one that asks for nothing for [#IDLE_MS] is forgotten, and its client
/// makes another. One that gives commands and has no `events` open for as long is offline.
public final class HttpSessions {
    private static final int MAX = 50_000;
    private static final long IDLE_MS = Reply.Welcome.HEARTBEAT_MS + 10_000L;

    private final LinkParts parts;
    private final Map<String, HttpSession> byId = new ConcurrentHashMap<>();

    public HttpSessions(LinkParts parts) {
        this.parts = parts;
    }

    /// `POST /v1/sessions`: says hello.
    public Response open(Call call) throws InterruptedException {
        long arrival = Arrival.now();
        var fields = call.body();
        if (!(CommandReader.read(fields) instanceof Command.Hello hello)) {
            throw Refusal.badRequest("type", "A session begins with hello.");
        }
        if (byId.size() >= MAX || !parts.admission().enter()) {
            return Problems.of(503, "unavailable", "Too many handshakes at once.")
                    .with("Retry-After", "5");
        }
        try {
            var request = call.request();
            var withToken =
                    hello.token() != null || hello.guest() != null
                            ? hello
                            : hello.withToken(Router.bearer(request));
            var admitted = parts.admittance().admit(withToken, null, request.from());
            var session =
                    new HttpSession(parts, admitted.identity(), hello, request.from(), arrival);
            if (!session.isCurrent()) {
                return Problems.of(409, "conflict", "A later connection has this session.");
            }
            byId.put(session.id(), session);
            var re = Optional.ofNullable(hello.id()).orElse("1");
            return Response.json(201, new Reply.Ok(re, parts.welcome(admitted, session.id())));
        } finally {
            parts.admission().leave();
        }
    }

    /// The session of a call, if it is the asker's.
    HttpSession of(Call call) {
        var session = byId.get(call.path("id"));
        if (session == null || !session.identity().device().equals(call.claims().device())) {
            throw new UnknownSession();
        }
        session.asked();
        session.renew(call.claims());
        return session;
    }

    /// This node knows no such session.
    static final class UnknownSession extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnknownSession() {
            super("no such session", null, false, false);
        }
    }

    private static Response unknown() {
        return Problems.of(
                404,
                "unknown_session",
                "This node knows no such session; make another, with the cursor.");
    }

    /// `GET /v1/sessions/{id}/events`.
    public Response events(Call call) {
        try {
            var session = of(call);
            var request = call.request();
            var wait = request.parameter("wait");
            EventStream.Mode mode =
                    wait.isEmpty()
                            ? new EventStream.Mode.ServerSent()
                            : new EventStream.Mode.Poll(
                                    Duration.ofSeconds(call.number("wait", 25, 0, 60)));
            return new Response.Stream(
                    200, (context, same) -> start(context, session, mode, request));
        } catch (UnknownSession e) {
            return unknown();
        }
    }

    private Runnable start(
            ChannelHandlerContext context,
            HttpSession session,
            EventStream.Mode mode,
            Request request) {
        var stream =
                new EventStream(
                        context, mode, request.from(), parts.cursors(), parts.log()::flushMarks);
        context.pipeline()
                .addLast(
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelWritabilityChanged(ChannelHandlerContext writing) {
                                stream.writabilityChanged();
                            }
                        });
        var given = request.header("Last-Event-ID").or(() -> request.parameter("cursor"));
        session.attach(stream, given.orElse(null));
        return stream::gone;
    }

    /// `POST /v1/sessions/{id}/commands`.
    public Response commands(Call call) throws InterruptedException {
        try {
            return of(call).run(call.request());
        } catch (UnknownSession e) {
            return unknown();
        }
    }

    /// `DELETE /v1/sessions/{id}`.
    public Response close(Call call) {
        try {
            var session = of(call);
            byId.remove(session.id());
            session.end();
            return Response.nothing();
        } catch (UnknownSession e) {
            return unknown();
        }
    }

    /// Forgets those that ask for nothing, and those who are told nothing are here no more; called
    /// about once a second.
    public void sweep() {
        long now = parts.clock().millis();
        for (var session : byId.values()) {
            if (session.isIdle(now, IDLE_MS)) {
                byId.remove(session.id());
                session.end();
            } else {
                session.goOffline(now, IDLE_MS);
            }
        }
    }

    public int size() {
        return byId.size();
    }
}
