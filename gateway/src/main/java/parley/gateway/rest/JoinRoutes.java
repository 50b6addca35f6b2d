package parley.gateway.rest;

import java.util.List;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.JoinKeeper;
import parley.core.conversation.JoinRequest;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;
import parley.protocol.Times;

/// `…/join` and `…/requests/…`: becoming a member by oneself.
public final class JoinRoutes {
    private static final String AREA = "conversations";
    private static final int PAGE = 200;
    private static final int PAGE_MAX = 1_000;

    private final JoinKeeper joins;
    private final ConversationReader reader;
    private final Say say;
    private final IdReader ids;

    /// How things are said.
    public record Say(
            ConversationViews views, EventFrames frames, UserCache users, PublicIds ids) {}

    public JoinRoutes(JoinKeeper joins, ConversationReader reader, Say say) {
        this.joins = joins;
        this.reader = reader;
        this.say = say;
        ids = new IdReader(say.ids());
    }

    public List<Route> routes() {
        return List.of(
                route(
                        "POST",
                        "/v1/conversations/{id}/join",
                        RouteDoc.of(AREA, "Joins, or asks to: then 202", 200)
                                .answer("Conversation")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.CONFLICT)
                                .also(202),
                        this::join),
                route(
                        "GET",
                        "/v1/conversations/{id}/requests",
                        RouteDoc.of(AREA, "Who asks to be let in", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("JoinRequest[]")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::list),
                route(
                        "POST",
                        "/v1/conversations/{id}/requests/{user}/accept",
                        RouteDoc.of(AREA, "Lets someone in who asked", 204)
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT),
                        call -> {
                            joins.accept(call.user(), conversation(call), asker(call));
                            return Response.nothing();
                        }),
                route(
                        "POST",
                        "/v1/conversations/{id}/requests/{user}/reject",
                        RouteDoc.of(AREA, "Doesn't let someone in who asked", 204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        call -> {
                            joins.reject(call.user(), conversation(call), asker(call));
                            return Response.nothing();
                        }));
    }

    private static Route route(
            String method, String template, RouteDoc doc, Route.Handler handler) {
        return new Route(method, template, Access.TOKEN, doc, handler);
    }

    private ConversationId conversation(Call call) {
        return ids.conversation(call.path("id"));
    }

    private UserId asker(Call call) {
        return ids.user(call.path("user"));
    }

    private Response join(Call call) {
        var id = conversation(call);
        return switch (joins.join(call.user(), id)) {
            case BELONGS -> Response.ok(say.views().view(reader.require(id, call.user())));
            case WAITS -> Response.json(202, out -> {});
        };
    }

    private Response list(Call call) {
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        var after = call.request().parameter("cursor").map(ids::user).orElse(null);
        var found = joins.requests(call.user(), conversation(call), after, limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        var items = page.stream().map(this::view).toList();
        return Response.ok(out ->
                out.list("items", items)
                        .putOrNull("next", more ? say.ids().text(page.getLast().user()) : null));
    }

    private Part view(JoinRequest request) {
        var person =
                say.users()
                        .find(request.user())
                        .map(say.frames()::person)
                        .orElseThrow(Refusal::notFound);
        return out -> out.put("user", person).put("at", Times.text(request.at()));
    }
}
