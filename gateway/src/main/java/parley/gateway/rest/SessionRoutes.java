package parley.gateway.rest;

import java.util.List;
import parley.core.RefusalCode;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.stream.HttpSessions;

/// `/v1/sessions/…`: the protocol's frames over plain HTTP.
public final class SessionRoutes {
    private static final String AREA = "sessions";

    private final HttpSessions sessions;

    public SessionRoutes(HttpSessions sessions) {
        this.sessions = sessions;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/v1/sessions",
                        Access.OPEN,
                        RouteDoc.of(AREA, "Says hello; the body is the frame", 201)
                                .body(
                                        "type: =hello",
                                        "id?",
                                        "token?",
                                        "agent?",
                                        "cursor?",
                                        "epoch?",
                                        "session?",
                                        "presence?: boolean",
                                        "guest?: GuestName",
                                        "accept?: string[]")
                                .answer("Welcome")
                                .refuses(
                                        RefusalCode.UNAUTHORIZED,
                                        RefusalCode.DISABLED,
                                        RefusalCode.CLOSED,
                                        RefusalCode.RATE_LIMITED,
                                        RefusalCode.UNAVAILABLE),
                        sessions::open),
                new Route(
                        "GET",
                        "/v1/sessions/{id}/events",
                        Access.TOKEN,
                        RouteDoc.of(
                                        AREA,
                                        "What comes: Server-Sent Events, or a long poll with `wait`",
                                        200)
                                .query("wait?: integer", "cursor?")
                                .answer("", "text/event-stream")
                                .refuses(RefusalCode.NOT_FOUND),
                        sessions::events),
                new Route(
                        "POST",
                        "/v1/sessions/{id}/commands",
                        Access.TOKEN,
                        RouteDoc.of(
                                        AREA,
                                        "Runs commands, a frame a line; answers replies as lines",
                                        200)
                                .answer("", "application/x-ndjson")
                                .refuses(RefusalCode.NOT_FOUND),
                        sessions::commands),
                new Route(
                        "DELETE",
                        "/v1/sessions/{id}",
                        Access.TOKEN,
                        RouteDoc.of(AREA, "Ends the session", 204).refuses(RefusalCode.NOT_FOUND),
                        sessions::close));
    }
}
