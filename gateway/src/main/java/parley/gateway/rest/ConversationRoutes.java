package parley.gateway.rest;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.ConversationStore.PageEnd;
import parley.core.conversation.DirectOpener;
import parley.core.conversation.GroupKeeper;
import parley.core.conversation.Head;
import parley.core.conversation.Listed;
import parley.core.conversation.PreferenceKeeper;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.user.UserCache;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
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
    private final DirectOpener directs;
    private final GroupKeeper groups;
    private final PreferenceKeeper preferences;
    private final Say say;
    private final IdReader ids;

    /// How conversations are said.
    public record Say(ConversationViews views, UserCache users, PublicIds ids) {}

    public ConversationRoutes(
            ConversationReader reader,
            DirectOpener directs,
            GroupKeeper groups,
            PreferenceKeeper preferences,
            Say say) {
        this.reader = reader;
        this.directs = directs;
        this.groups = groups;
        this.preferences = preferences;
        this.say = say;
        ids = new IdReader(say.ids());
    }

    public List<Route> routes() {
        return List.of(
                route(
                        "GET",
                        "/v1/conversations",
                        RouteDoc.of(AREA, "One's conversations, latest message first", 200)
                                .query("limit?: integer", "cursor?")
                                .answer("Conversation[]"),
                        this::list),
                route(
                        "POST",
                        "/v1/conversations",
                        RouteDoc.of(AREA, "Makes a conversation, or finds a direct one", 201)
                                .body(
                                        "kind: direct|group",
                                        "title?",
                                        "description?",
                                        "members?: string[]",
                                        "history?: all|joined")
                                .answer("Conversation")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.BLOCKED,
                                        RefusalCode.TOO_LONG)
                                .also(200)
                                .creates(),
                        this::create),
                route(
                        "GET",
                        "/v1/conversations/{id}",
                        RouteDoc.of(AREA, "One conversation", 200)
                                .answer("Conversation")
                                .refuses(RefusalCode.NOT_FOUND),
                        call -> Response.ok(view(call, conversation(call)))),
                route(
                        "PATCH",
                        "/v1/conversations/{id}",
                        RouteDoc.of(AREA, "Changes title or description", 200)
                                .body("title?", "description?")
                                .answer("Conversation")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.TOO_LONG),
                        this::change),
                route(
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

    private static Route route(
            String method, String template, RouteDoc doc, Route.Handler handler) {
        return new Route(method, template, Access.TOKEN, doc, handler);
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
            case "group" -> group(call, body);
            default -> throw Refusal.badRequest("kind", "'kind' is direct or group.");
        };
    }

    private Response direct(Call call, Fields body) {
        var members = ids.users(body.texts("members"), 2, "members");
        var others = members.stream().filter(user -> !user.equals(call.user())).toList();
        if (members.isEmpty() || others.size() > 1) {
            throw Refusal.badRequest("members", "A direct conversation is with one person.");
        }
        var opened = directs.open(call.user(), others.isEmpty() ? call.user() : others.getFirst());
        return Response.json(opened.made() ? 201 : 200, view(call, opened.head().id()));
    }

    private Response group(Call call, Fields body) {
        var history = Optional.ofNullable(body.text("history")).orElse("all");
        if (!List.of("all", "joined").contains(history)) {
            throw Refusal.badRequest("history", "'history' is all or joined.");
        }
        var settings =
                new Head.Settings(
                        Objects.requireNonNullElse(body.text("title"), ""),
                        Objects.requireNonNullElse(body.text("description"), ""),
                        history.equals("joined"));
        var members = ids.users(body.texts("members"), GroupKeeper.MEMBERS_AT_ONCE, "members");
        var head = groups.create(call.user(), settings, members);
        return Response.json(201, view(call, head.id()));
    }

    private Response change(Call call) {
        var body = call.body();
        groups.change(
                call.user(), conversation(call), body.text("title"), body.text("description"));
        return Response.ok(view(call, conversation(call)));
    }

    private Response prefer(Call call) {
        var body = call.body();
        var user = say.users().find(call.user()).orElseThrow(Refusal::notFound);
        var chosen =
                preferences.change(
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
