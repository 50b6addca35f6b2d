package parley.gateway.rest;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.ConversationStore.PageEnd;
import parley.core.conversation.DirectClearer;
import parley.core.conversation.DirectOpener;
import parley.core.conversation.GroupKeeper;
import parley.core.conversation.Kind;
import parley.core.conversation.Listed;
import parley.core.conversation.MemberKeeper;
import parley.core.conversation.PreferenceKeeper;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.user.User;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.ConversationViews;
import parley.protocol.Fields;
import parley.protocol.Part;

/// `/v1/conversations/…`: the list, making conversations, and what one chose for oneself.
public final class ConversationRoutes {
    private static final String AREA = "conversations";
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 200;

    private final ConversationReader reader;
    private final Work work;
    private final Say say;
    private final IdReader ids;

    /// How conversations are said.
    public record Say(ConversationViews views, UserCache users, PublicIds ids) {}

    /// What the routes do their work with.
    public record Work(
            DirectOpener directs,
            DirectClearer clearer,
            GroupKeeper groups,
            PreferenceKeeper preferences) {}

    public ConversationRoutes(ConversationReader reader, Work work, Say say) {
        this.reader = reader;
        this.work = work;
        this.say = say;
        ids = new IdReader(say.ids());
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "GET",
                        "/v1/conversations",
                        RouteDoc.of(AREA, "One's conversations, latest message first", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("Conversation[]"),
                        this::list),
                Route.withToken(
                        "POST",
                        "/v1/conversations",
                        RouteDoc.of(AREA, "Makes a conversation, or finds a direct one", 201)
                                .body(
                                        PatchReader.and(
                                                "kind: direct|group|channel", "members?: string[]"))
                                .answer("Conversation")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.BLOCKED,
                                        RefusalCode.TOO_LONG)
                                .also(200)
                                .creates(),
                        this::create),
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}",
                        RouteDoc.of(AREA, "One conversation", 200)
                                .answer("Conversation")
                                .refuses(RefusalCode.NOT_FOUND),
                        call -> Response.ok(view(call, conversation(call)))),
                Route.withToken(
                        "PATCH",
                        "/v1/conversations/{id}",
                        RouteDoc.of(AREA, "Changes its settings", 200)
                                .body(PatchReader.and())
                                .answer("Conversation")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.CONFLICT,
                                        RefusalCode.TOO_LONG),
                        this::change),
                Route.withToken(
                        "DELETE",
                        "/v1/conversations/{id}",
                        RouteDoc.of(
                                        AREA,
                                        "Deletes a group or channel for everyone, clears a direct"
                                                + " conversation for oneself",
                                        204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        this::delete),
                Route.withToken(
                        "PATCH",
                        "/v1/conversations/{id}/settings",
                        RouteDoc.of(
                                        AREA,
                                        "Mutes, pins or archives it, for oneself alone, or answers"
                                                + " a stranger's request",
                                        200)
                                .body(
                                        "muted?: boolean",
                                        "pinned?: boolean",
                                        "archived?: boolean",
                                        "request?: accept|reject")
                                .answer("Preferences")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.CONFLICT),
                        this::prefer));
    }

    private ConversationId conversation(Call call) {
        return ids.conversation(call.path("id"));
    }

    private Part view(Call call, ConversationId conversation) {
        return say.views().view(reader.require(conversation, call.user()));
    }

    private Response list(Call call) {
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        var after = call.request().parameter("cursor").map(this::pageEnd).orElse(null);
        var found = reader.page(call.user(), after, limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        var items = page.stream().<Part>map(say.views()::view).toList();
        return Response.ok(out ->
                out.list("items", items).putOrNull("next", more ? pageEnd(page.getLast()) : null));
    }

    private String pageEnd(Listed last) {
        return last.head().progress().lastMessageAt().toEpochMilli()
                + "."
                + say.ids().text(last.head().id());
    }

    private PageEnd pageEnd(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || !text.substring(0, dot).matches("\\d{1,15}")) {
            throw Refusal.badRequest("cursor", "'cursor' is what the page before gave as 'next'.");
        }
        return new PageEnd(
                Long.parseLong(text.substring(0, dot)), ids.conversation(text.substring(dot + 1)));
    }

    private Response create(Call call) {
        var body = call.body();
        return switch (body.required("kind")) {
            case "direct" -> direct(call, body);
            case "group" -> group(call, Kind.GROUP, body);
            case "channel" -> group(call, Kind.CHANNEL, body);
            default -> throw Refusal.badRequest("kind", "'kind' is direct, group or channel.");
        };
    }

    private Response direct(Call call, Fields body) {
        var members = ids.users(body.texts("members"), 2, "members");
        var others = members.stream().filter(user -> !user.equals(call.user())).toList();
        if (members.isEmpty() || others.size() > 1) {
            throw Refusal.badRequest("members", "A direct conversation is with one person.");
        }
        var opened =
                work.directs()
                        .open(call.user(), others.isEmpty() ? call.user() : others.getFirst());
        return Response.json(opened.made() ? 201 : 200, view(call, opened.head().id()));
    }

    private Response group(Call call, Kind kind, Fields body) {
        var members = ids.users(body.texts("members"), MemberKeeper.MEMBERS_AT_ONCE, "members");
        var plan = new GroupKeeper.Plan(kind, PatchReader.patch(body), members);
        var head = work.groups().create(call.user(), plan);
        return Response.json(201, view(call, head.id()));
    }

    private Response change(Call call) {
        work.groups().change(call.user(), conversation(call), PatchReader.patch(call.body()));
        return Response.ok(view(call, conversation(call)));
    }

    private Response delete(Call call) {
        var id = conversation(call);
        var user = caller(call);
        if (reader.require(id, user.id()).head().kind() == Kind.DIRECT) {
            work.clearer().clear(user.id(), user.account(), id);
        } else {
            work.groups().delete(user.id(), id);
        }
        return Response.nothing();
    }

    private User caller(Call call) {
        return say.users().find(call.user()).orElseThrow(Refusal::notFound);
    }

    private Response prefer(Call call) {
        var body = call.body();
        var user = caller(call);
        var chosen =
                work.preferences()
                        .change(
                                user.id(),
                                user.account(),
                                conversation(call),
                                new PreferenceKeeper.Patch(
                                        body.truth("muted"),
                                        body.truth("pinned"),
                                        body.truth("archived"),
                                        accepted(body)));
        return Response.ok(out ->
                out.put("muted", chosen.muted())
                        .put("pinned", chosen.pinned())
                        .put("archived", chosen.archived()));
    }

    private static @Nullable Boolean accepted(Fields body) {
        var answer = body.text("request");
        return switch (answer) {
            case null -> null;
            case "accept" -> true;
            case "reject" -> false;
            default -> throw Refusal.badRequest("request", "'request' is accept or reject.");
        };
    }
}
