package parley.gateway.rest;

import java.util.List;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.message.Changed;
import parley.core.message.HistoryReader;
import parley.core.message.HistoryReader.Span;
import parley.core.message.MessageContent;
import parley.core.message.MessageState;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SeqRange;
import parley.core.user.UserCache;
import parley.gateway.command.Commands;
import parley.gateway.command.Commands.MessageChanges;
import parley.gateway.command.IdReader;
import parley.gateway.command.MessageCommands;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.limit.RateLimits;
import parley.protocol.CommandReader;
import parley.protocol.Part;
import parley.protocol.Times;

/// `…/messages/{seq}` and below: what happens to a message after it was sent.
public final class MessageLifeRoutes {
    private static final String AREA = "messages";
    private static final String MESSAGE = "/v1/conversations/{id}/messages/{seq}";
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 100;

    private final MessageChanges changes;
    private final HistoryReader history;
    private final Commands commands;
    private final UserCache users;
    private final PublicIds publicIds;
    private final IdReader ids;
    private final boolean editsShown;
    private final RateLimits limits;

    /// What the routes do their work with.
    ///
    /// @param editsShown whether what messages said before is kept, and told
    /// @param limits changes count as the commands that they are on a socket
    public record Work(
            MessageChanges changes, HistoryReader history, boolean editsShown, RateLimits limits) {}

    public MessageLifeRoutes(Work work, Commands commands, UserCache users, PublicIds ids) {
        changes = work.changes();
        history = work.history();
        editsShown = work.editsShown();
        limits = work.limits();
        this.commands = commands;
        this.users = users;
        publicIds = ids;
        this.ids = new IdReader(ids);
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "PATCH",
                        MESSAGE,
                        change("Changes the text of one's own message")
                                .body("text", "format?", "key?")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.READ_ONLY,
                                        RefusalCode.BLOCKED,
                                        RefusalCode.EMPTY,
                                        RefusalCode.TOO_LONG,
                                        RefusalCode.KEY_CONFLICT),
                        counted(this::edit)),
                Route.withToken(
                        "DELETE",
                        MESSAGE,
                        change("Erases a message, or with `for=me` hides it from oneself")
                                .query("for?")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        counted(this::delete)),
                Route.withToken(
                        "GET",
                        MESSAGE + "/edits",
                        RouteDoc.of(AREA, "What a message said, the present text last", 200)
                                .answer("Text[]")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::edits),
                Route.withToken(
                        "PUT",
                        MESSAGE + "/reactions/{emoji}",
                        change("Gives a message an emoji").refuses(RefusalCode.NOT_FOUND),
                        counted(call -> react(call, true))),
                Route.withToken(
                        "DELETE",
                        MESSAGE + "/reactions/{emoji}",
                        change("Takes an emoji back").refuses(RefusalCode.NOT_FOUND),
                        counted(call -> react(call, false))),
                Route.withToken(
                        "PUT",
                        MESSAGE + "/pin",
                        change("Pins a message for everyone")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        counted(call -> pin(call, true))),
                Route.withToken(
                        "DELETE",
                        MESSAGE + "/pin",
                        change("Takes a pin away")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.FORBIDDEN),
                        counted(call -> pin(call, false))),
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/pins",
                        RouteDoc.of(AREA, "The pinned messages, oldest first", 200)
                                .query("before?: integer", "limit?: integer")
                                .answer("Messages")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::pins));
    }

    private static RouteDoc change(String what) {
        return RouteDoc.of(AREA, what, 200).answer("Changed");
    }

    private Route.Handler counted(Route.Handler handler) {
        return call -> {
            limits.command(call.user(), call.request().from());
            return handler.handle(call);
        };
    }

    private ConversationId conversation(Call call) {
        return ids.conversation(call.path("id"));
    }

    private Which which(Call call) {
        return new Which(conversation(call), MessageRoutes.seq(call), null);
    }

    private Response said(Changed changed) {
        return Response.ok(MessageCommands.said(publicIds, changed));
    }

    private Response edit(Call call) {
        var revision = CommandReader.revision(call.body());
        var edit = MessageCommands.edit(MessageRoutes.seq(call), revision, null);
        return said(changes.editor().edit(call.user(), conversation(call), edit));
    }

    private Response delete(Call call) {
        var target = List.of(target(call));
        return switch (call.request().parameter("for").orElse("all")) {
            case "all" ->
                    said(changes.eraser().erase(call.user(), conversation(call), target, null));
            case "me" -> {
                var account = users.find(call.user()).orElseThrow(Refusal::notFound).account();
                yield said(
                        changes.eraser()
                                .hide(call.user(), account, conversation(call), target, null));
            }
            default -> throw Refusal.badRequest("for", "'for' is me or all.");
        };
    }

    private static SeqRange target(Call call) {
        long seq = MessageRoutes.seq(call);
        if (seq == 0) {
            throw Refusal.notFound();
        }
        return SeqRange.of(seq);
    }

    private Response edits(Call call) {
        if (!editsShown) {
            throw Refusal.notFound();
        }
        var items =
                history.edits(call.user(), conversation(call), MessageRoutes.seq(call)).stream()
                        .map(MessageLifeRoutes::text)
                        .toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private static Part text(MessageState.Edited text) {
        boolean plain = text.format().equals(MessageContent.PLAIN);
        return out ->
                out.put("text", text.text())
                        .put("format", plain ? null : text.format())
                        .put("at", Times.text(text.at()));
    }

    private Response react(Call call, boolean on) {
        return said(changes.reactions().react(call.user(), which(call), call.path("emoji"), on));
    }

    private Response pin(Call call, boolean on) {
        return said(changes.reactions().pin(call.user(), which(call), on));
    }

    private Response pins(Call call) {
        long before = call.longNumber("before", Long.MAX_VALUE, 0, Long.MAX_VALUE);
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        return MessageRoutes.page(
                commands.reading()
                        .page(call.user(), conversation(call), new Span.Pins(before), limit),
                true);
    }
}
