package parley.gateway.rest;

import java.util.List;
import java.util.Objects;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.MemberKeeper;
import parley.core.conversation.MemberReader;
import parley.core.conversation.Membership;
import parley.core.conversation.Role;
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
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;

/// `…/members/…` and `…/leave`: who belongs to a group or channel.
public final class MemberRoutes {
    private static final String AREA = "conversations";
    private static final int PAGE = 200;
    private static final int PAGE_MAX = 1_000;

    private final MemberKeeper members;
    private final MemberReader reader;
    private final Say say;
    private final IdReader ids;

    /// How members are said.
    public record Say(EventFrames frames, UserCache users, PublicIds ids) {}

    public MemberRoutes(MemberKeeper members, MemberReader reader, Say say) {
        this.members = members;
        this.reader = reader;
        this.say = say;
        ids = new IdReader(say.ids());
    }

    public List<Route> routes() {
        return List.of(
                route(
                        "GET",
                        "/v1/conversations/{id}/members",
                        RouteDoc.of(AREA, "Who belongs to it", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("Member[]")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::list),
                route(
                        "POST",
                        "/v1/conversations/{id}/members",
                        RouteDoc.of(AREA, "Adds people", 201)
                                .body("users: string[]")
                                .answer("Added")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.BLOCKED,
                                        RefusalCode.EXISTS)
                                .creates(),
                        this::addAll),
                route(
                        "GET",
                        "/v1/conversations/{id}/members/{user}",
                        RouteDoc.of(AREA, "One member", 200)
                                .answer("Member")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::one),
                route(
                        "POST",
                        "/v1/conversations/{id}/members/{user}",
                        RouteDoc.of(AREA, "Adds someone", 201)
                                .answer("Member")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.BLOCKED,
                                        RefusalCode.EXISTS)
                                .creates(),
                        this::add),
                route(
                        "PATCH",
                        "/v1/conversations/{id}/members/{user}",
                        RouteDoc.of(AREA, "Gives a member another role", 200)
                                .body("role: owner|admin|member|reader")
                                .answer("Member")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT),
                        this::changeRole),
                route(
                        "DELETE",
                        "/v1/conversations/{id}/members/{user}",
                        RouteDoc.of(AREA, "Removes a member", 204)
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT),
                        this::remove),
                route(
                        "POST",
                        "/v1/conversations/{id}/leave",
                        RouteDoc.of(AREA, "Leaves", 204)
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT),
                        call -> {
                            members.leave(call.user(), conversation(call));
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

    private UserId member(Call call) {
        return ids.user(call.path("user"));
    }

    private Response list(Call call) {
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        var after = call.request().parameter("cursor").map(ids::user).orElse(null);
        var found = reader.page(call.user(), conversation(call), after, limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        var items = page.stream().map(this::view).toList();
        return Response.ok(out ->
                out.list("items", items)
                        .putOrNull("next", more ? say.ids().text(page.getLast().user()) : null));
    }

    private Part view(Membership membership) {
        var person =
                say.users()
                        .find(membership.user())
                        .map(say.frames()::person)
                        .orElseThrow(Refusal::notFound);
        return out -> out.put("user", person).put("role", EventFrames.word(membership.role()));
    }

    private Response addAll(Call call) {
        var users = ids.users(call.body().texts("users"), MemberKeeper.MEMBERS_AT_ONCE, "users");
        if (users.isEmpty()) {
            throw Refusal.badRequest("users", "'users' names at least one person.");
        }
        var added =
                members.add(call.user(), conversation(call), users).stream()
                        .map(this::view)
                        .toList();
        return Response.json(201, out -> out.list("items", added));
    }

    private Response add(Call call) {
        var added = members.add(call.user(), conversation(call), List.of(member(call)));
        return Response.json(201, view(added.getFirst()));
    }

    private Response one(Call call) {
        return Response.ok(view(reader.require(call.user(), conversation(call), member(call))));
    }

    private Response changeRole(Call call) {
        var role = UserRoutes.word(call.body(), "role", Role.class);
        if (role == null) {
            throw Refusal.badRequest("role", "'role' is missing.");
        }
        return Response.ok(
                view(members.changeRole(call.user(), conversation(call), member(call), role)));
    }

    private Response remove(Call call) {
        var member = member(call);
        if (Objects.equals(member, call.user())) {
            members.leave(call.user(), conversation(call));
        } else {
            members.remove(call.user(), conversation(call), member);
        }
        return Response.nothing();
    }
}
