package parley.gateway.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Ban;
import parley.core.conversation.BanKeeper;
import parley.core.conversation.BanKeeper.Terms;
import parley.core.id.PublicIds;
import parley.core.user.UserCache;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;
import parley.protocol.Times;

/// `…/bans/…`: who can't come back.
public final class BanRoutes {
    private static final String AREA = "conversations";

    private final BanKeeper bans;
    private final PublicIds ids;
    private final PathReader path;

    public BanRoutes(BanKeeper bans, EventFrames frames, UserCache users, PublicIds ids) {
        this.bans = bans;
        this.ids = ids;
        path = new PathReader(frames, users, ids);
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/bans",
                        RouteDoc.of(AREA, "Who is banned", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("Ban[]")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::list),
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/bans/{user}",
                        RouteDoc.of(AREA, "The ban of one of them", 200)
                                .answer("Ban")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::one),
                Route.withToken(
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
                Route.withToken(
                        "DELETE",
                        "/v1/conversations/{id}/bans/{user}",
                        RouteDoc.of(AREA, "Takes a ban away", 204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        call -> {
                            bans.unban(call.user(), path.conversation(call), path.user(call));
                            return Response.nothing();
                        }));
    }

    private Response list(Call call) {
        var group = path.conversation(call);
        return path.page(
                call,
                (after, max) -> bans.bans(call.user(), group, after, max),
                Ban::user,
                this::view);
    }

    private Part view(Ban ban) {
        var person = path.person(ban.user());
        return out -> {
            out.put("user", person).put("by", ids.text(ban.by()));
            out.put("at", Times.text(ban.at()));
            out.put("until", ban.until() == null ? null : Times.text(ban.until()));
            out.put("reason", ban.reason().isEmpty() ? null : ban.reason());
        };
    }

    private Response one(Call call) {
        return Response.ok(view(bans.ban(call.user(), path.conversation(call), path.user(call))));
    }

    private Response ban(Call call) {
        var body = call.body();
        var terms = new Terms(time(body.text("until")), body.text("reason"));
        var user = path.user(call);
        return Response.ok(view(bans.ban(call.user(), path.conversation(call), user, terms)));
    }

    private static @Nullable Instant time(@Nullable String text) {
        return text == null
                ? null
                : Times.parse(text)
                        .orElseThrow(() -> Refusal.badRequest("until", "'until' is a time."));
    }
}
