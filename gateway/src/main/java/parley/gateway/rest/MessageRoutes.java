package parley.gateway.rest;

import java.util.List;
import java.util.OptionalLong;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.message.HistoryReader;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender;
import parley.core.message.SendOutcome;
import parley.core.receipt.ReceiptTracker;
import parley.gateway.command.Commands;
import parley.gateway.command.IdReader;
import parley.gateway.command.ReadingCommands;
import parley.gateway.command.SendCommand;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.gateway.limit.RateLimits;
import parley.protocol.Command;
import parley.protocol.CommandReader;
import parley.protocol.Event;
import parley.protocol.Reply.MessagesPage;

/// `…/messages/…` and `…/read`: sending, reading back, and saying how far one got.
public final class MessageRoutes {
    private static final String AREA = "messages";
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 100;

    private final HistoryReader history;
    private final ReceiptTracker tracker;
    private final Commands commands;
    private final Say say;
    private final IdReader ids;

    /// How messages and marks are said.
    public record Say(EventFrames frames, PublicIds ids, RateLimits limits) {}

    /// What the routes do their work with.
    public record Work(HistoryReader history, ReceiptTracker tracker) {}

    public MessageRoutes(Work work, Commands commands, Say say) {
        history = work.history();
        tracker = work.tracker();
        this.commands = commands;
        this.say = say;
        ids = new IdReader(say.ids());
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/messages",
                        RouteDoc.of(AREA, "A page of messages, oldest first", 200)
                                .query(
                                        "before?: integer",
                                        "after?: integer",
                                        "around?: integer",
                                        "thread?: integer",
                                        "limit?: integer")
                                .answer("Messages")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::page),
                Route.withToken(
                        "POST",
                        "/v1/conversations/{id}/messages",
                        RouteDoc.of(AREA, "Sends a message; the id may also be a user's", 201)
                                .body(
                                        "text?",
                                        "format?",
                                        "payload?",
                                        "key?",
                                        "replyTo?: integer",
                                        "thread?: integer",
                                        "mentions?: string[]",
                                        "expiresInS?: integer",
                                        "forward?: Forward",
                                        "poll?: AskedPoll",
                                        "after?",
                                        "ifRev?: integer")
                                .answer("Sent")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.BLOCKED,
                                        RefusalCode.READ_ONLY,
                                        RefusalCode.FORBIDDEN,
                                        RefusalCode.EMPTY,
                                        RefusalCode.TOO_LONG,
                                        RefusalCode.KEY_CONFLICT,
                                        RefusalCode.OUT_OF_ORDER,
                                        RefusalCode.CONFLICT,
                                        RefusalCode.UNAVAILABLE,
                                        RefusalCode.UNKNOWN)
                                .also(200),
                        this::send),
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/messages/{seq}",
                        RouteDoc.of(AREA, "One message", 200)
                                .answer("Message")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::one),
                Route.withToken(
                        "PUT",
                        "/v1/conversations/{id}/read",
                        RouteDoc.of(AREA, "Everything up to this seq is read", 200)
                                .body("seq: integer")
                                .answer("Marks")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::read));
    }

    private ConversationId conversation(Call call) {
        return ids.conversation(call.path("id"));
    }

    private Response page(Call call) {
        var page =
                new Command.Page(
                        position(call, "before"),
                        position(call, "after"),
                        position(call, "around"));
        var span = ReadingCommands.span(page, call.longNumber("thread", 0, 0, Long.MAX_VALUE));
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        return page(
                commands.reading().page(call.user(), conversation(call), span, limit),
                !ReadingCommands.isForwards(span));
    }

    /// A page as REST says it; the next one goes on at its first message, or at its last.
    static Response page(MessagesPage read, boolean backwards) {
        var messages = read.messages();
        boolean more = read.more() && !messages.isEmpty();
        var next =
                more
                        ? seq(backwards ? messages.getFirst() : messages.getLast())
                        : OptionalLong.empty();
        return Response.ok(out ->
                out.list("items", messages)
                        .put("asOf", read.asOf())
                        .put("more", read.more())
                        .putOrNull(
                                "next", next.isPresent() ? Long.toString(next.getAsLong()) : null)
                        .list("users", read.users()));
    }

    private static OptionalLong seq(Event event) {
        return switch (event) {
            case Event.Message message -> OptionalLong.of(message.seq());
            case Event.Present present -> OptionalLong.of(present.message().seq());
            case Event.Gone gone -> OptionalLong.of(gone.seq());
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong position(Call call, String name) {
        return call.request().parameter(name).isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(call.longNumber(name, 0, 0, Long.MAX_VALUE));
    }

    private Response send(Call call) throws InterruptedException {
        say.limits().message(call.user(), call.request().from());
        var body = call.body();
        var content = CommandReader.content(body);
        var conditions = SendCommand.conditions(CommandReader.conditions(body));
        if (conditions.key() == null) {
            var key = call.request().header("Idempotency-Key").orElse(null);
            conditions = new Conditions(key, conditions.after(), conditions.ifRev());
        }
        var request =
                new MessageSender.Request(
                        commands.send().address(call.path("id")),
                        commands.send().content(content),
                        conditions,
                        null);
        var who = new MessageSender.Sender(call.user(), call.claims().device());
        return switch (commands.send().send(who, request, content).join()) {
            case SendOutcome.Stored stored ->
                    Response.json(stored.duplicate() ? 200 : 201, commands.send().sent(stored));
            case SendOutcome.Refused refused -> throw refused.asRefusal();
            case SendOutcome.Outdated outdated ->
                    throw Refusal.of(
                            RefusalCode.UNAVAILABLE, "Members change too fast; try again.");
        };
    }

    /// The seq in the path; what is none names nothing.
    static long seq(Call call) {
        var text = call.path("seq");
        if (!text.matches("\\d{1,18}")) {
            throw Refusal.notFound();
        }
        return Long.parseLong(text);
    }

    private Response one(Call call) {
        var message = history.message(call.user(), conversation(call), seq(call));
        return Response.ok(say.frames().folded(message, call.user()));
    }

    private Response read(Call call) {
        var marks =
                tracker.mark(
                        call.user(),
                        conversation(call),
                        call.body().requiredCount("seq"),
                        true,
                        true);
        return Response.ok(out -> out.put("received", marks.received()).put("read", marks.read()));
    }
}
