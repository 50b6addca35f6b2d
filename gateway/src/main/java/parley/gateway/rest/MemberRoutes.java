package parley.gateway.rest;

import java.util.List;
import java.util.Objects;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.MemberKeeper;
import parley.core.conversation.MemberReader;
import parley.core.conversation.Membership;
import parley.core.conversation.Role;
import parley.core.id.PublicIds;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.protocol.Part;

/// `…/members/…` and `…/leave`: who belongs to a group or channel.
public final class MemberRoutes {
    private static final String AREA = "conversations";

    private final MemberKeeper members;
    private final MemberReader reader;
    private final IdReader ids;
    private final PathReader path;

    /// How members are said.
    public record Say(EventFrames frames, UserCache users, PublicIds ids) {}

    public MemberRoutes(MemberKeeper members, MemberReader reader, Say say) {
        this.members = members;
        this.reader = reader;
        ids = new IdReader(say.ids());
        path = new PathReader(say.frames(), say.users(), say.ids());
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/members",
                        RouteDoc.of(AREA, "Who belongs to it", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("Member[]")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::list),
                Route.withToken(
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
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/members/{user}",
                        RouteDoc.of(AREA, "One member", 200)
                                .answer("Member")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::one),
                Route.withToken(
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
                Route.withToken(
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
                Route.withToken(
                        "DELETE",
                        "/v1/conversations/{id}/members/{user}",
                        RouteDoc.of(AREA, "Removes a member", 204)
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT),
                        this::remove),
                Route.withToken(
                        "POST",
                        "/v1/conversations/{id}/leave",
                        RouteDoc.of(AREA, "Leaves", 204)
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT),
                        call -> {
                            members.leave(call.user(), path.conversation(call));
                            return Response.nothing();
                        }));
    }

    private Response list(Call call) {
        var group = path.conversation(call);
        return path.page(
                call,
                (after, max) -> reader.page(call.user(), group, after, max),
                Membership::user,
                this::view);
    }

    private Part view(Membership membership) {
        var person = path.person(membership.user());
        return out -> out.put("user", person).put("role", EventFrames.word(membership.role()));
    }

    private Response addAll(Call call) {
        var users = ids.users(call.body().texts("users"), MemberKeeper.MEMBERS_AT_ONCE, "users");
        if (users.isEmpty()) {
            throw Refusal.badRequest("users", "'users' names at least one person.");
        }
        var added =
                members.add(call.user(), path.conversation(call), users).stream()
                        .map(this::view)
                        .toList();
        return Response.json(201, out -> out.list("items", added));
    }

    private Response add(Call call) {
        var added = members.add(call.user(), path.conversation(call), List.of(path.user(call)));
        return Response.json(201, view(added.getFirst()));
    }

    private Response one(Call call) {
        return Response.ok(
                view(reader.require(call.user(), path.conversation(call), path.user(call))));
    }

    private Response changeRole(Call call) {
        var role = UserRoutes.word(call.body(), "role", Role.class);
        if (role == null) {
            throw Refusal.badRequest("role", "'role' is missing.");
        }
        return Response.ok(
                view(
                        members.changeRole(
                                call.user(), path.conversation(call), path.user(call), role)));
    }

    private Response remove(Call call) {
        var member = path.user(call);
        if (Objects.equals(member, call.user())) {
            members.leave(call.user(), path.conversation(call));
        } else {
            members.remove(call.user(), path.conversation(call), member);
        }
        return Response.nothing();
    }
}
