package parley.gateway.rest;

import java.util.List;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.JoinKeeper;
import parley.core.conversation.JoinRequest;
import parley.core.id.PublicIds;
import parley.core.user.UserCache;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;
import parley.protocol.Times;

/// `…/join` and `…/requests/…`: becoming a member by oneself.
public final class JoinRoutes {
    private static final String AREA = "conversations";

    private final JoinKeeper joins;
    private final ConversationReader reader;
    private final Say say;
    private final PathReader path;

    /// How things are said.
    public record Say(
            ConversationViews views, EventFrames frames, UserCache users, PublicIds ids) {}

    public JoinRoutes(JoinKeeper joins, ConversationReader reader, Say say) {
        this.joins = joins;
        this.reader = reader;
        this.say = say;
        path = new PathReader(say.frames(), say.users(), say.ids());
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "POST",
                        "/v1/conversations/{id}/join",
                        RouteDoc.of(AREA, "Joins, or asks to: then 202", 200)
                                .answer("Conversation")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.CONFLICT)
                                .also(202),
                        this::join),
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/requests",
                        RouteDoc.of(AREA, "Who asks to be let in", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("JoinRequest[]")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::list),
                Route.withToken(
                        "POST",
                        "/v1/conversations/{id}/requests/{user}/accept",
                        RouteDoc.of(AREA, "Lets someone in who asked", 204)
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT),
                        call -> {
                            joins.accept(call.user(), path.conversation(call), path.user(call));
                            return Response.nothing();
                        }),
                Route.withToken(
                        "POST",
                        "/v1/conversations/{id}/requests/{user}/reject",
                        RouteDoc.of(AREA, "Doesn't let someone in who asked", 204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        call -> {
                            joins.reject(call.user(), path.conversation(call), path.user(call));
                            return Response.nothing();
                        }));
    }

    private Response join(Call call) {
        var id = path.conversation(call);
        return switch (joins.join(call.user(), id)) {
            case BELONGS -> Response.ok(say.views().view(reader.require(id, call.user())));
            case WAITS -> Response.json(202, out -> {});
        };
    }

    private Response list(Call call) {
        var group = path.conversation(call);
        return path.page(
                call,
                (after, max) -> joins.requests(call.user(), group, after, max),
                JoinRequest::user,
                this::view);
    }

    private Part view(JoinRequest request) {
        var person = path.person(request.user());
        return out -> out.put("user", person).put("at", Times.text(request.at()));
    }
}
