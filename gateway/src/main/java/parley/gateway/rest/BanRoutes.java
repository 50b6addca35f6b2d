package parley.gateway.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Ban;
import parley.core.conversation.BanKeeper;
import parley.core.conversation.BanKeeper.Terms;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;
import parley.protocol.Times;

/// `…/bans/…`: who can't come back.
public final class BanRoutes {
    private static final String AREA = "conversations";
    private static final int PAGE = 200;
    private static final int PAGE_MAX = 1_000;

    private final BanKeeper bans;
    private final EventFrames frames;
    private final UserCache users;
    private final PublicIds publicIds;
    private final IdReader ids;

    public BanRoutes(BanKeeper bans, EventFrames frames, UserCache users, PublicIds publicIds) {
        this.bans = bans;
        this.frames = frames;
        this.users = users;
        this.publicIds = publicIds;
        ids = new IdReader(publicIds);
    }

    public List<Route> routes() {
        return List.of(
                route(
                        "GET",
                        "/v1/conversations/{id}/bans",
                        RouteDoc.of(AREA, "Who is banned", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("Ban[]")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::list),
                route(
                        "GET",
                        "/v1/conversations/{id}/bans/{user}",
                        RouteDoc.of(AREA, "The ban of one of them", 200)
                                .answer("Ban")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::one),
                route(
                        "PUT",
                        "/v1/conversations/{id}/bans/{user}",
                        RouteDoc.of(AREA, "Bans someone", 200)
                                .body("until?: time", "reason?")
                                .answer("Ban")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT,
                                        RefusalCode.TOO_LONG),
                        this::ban),
                route(
                        "DELETE",
                        "/v1/conversations/{id}/bans/{user}",
                        RouteDoc.of(AREA, "Takes a ban away", 204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        call -> {
                            bans.unban(
                                    call.user(), conversation(call), ids.user(call.path("user")));
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

    private Response list(Call call) {
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        var after = call.request().parameter("cursor").map(ids::user).orElse(null);
        var found = bans.bans(call.user(), conversation(call), after, limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        var items = page.stream().map(this::view).toList();
        return Response.ok(out ->
                out.list("items", items)
                        .putOrNull("next", more ? publicIds.text(page.getLast().user()) : null));
    }

    private Part view(Ban ban) {
        var person = users.find(ban.user()).map(frames::person).orElseThrow(Refusal::notFound);
        return out -> {
            out.put("user", person).put("by", publicIds.text(ban.by()));
            out.put("at", Times.text(ban.at()));
            out.put("until", ban.until() == null ? null : Times.text(ban.until()));
            out.put("reason", ban.reason().isEmpty() ? null : ban.reason());
        };
    }

    private Response one(Call call) {
        return Response.ok(
                view(bans.ban(call.user(), conversation(call), ids.user(call.path("user")))));
    }

    private Response ban(Call call) {
        var body = call.body();
        var terms = new Terms(time(body.text("until")), body.text("reason"));
        var user = ids.user(call.path("user"));
        return Response.ok(view(bans.ban(call.user(), conversation(call), user, terms)));
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null
                ? null
                : Times.parse(text)
                        .orElseThrow(() -> Refusal.badRequest("until", "'until' is a time."));
    }
}
