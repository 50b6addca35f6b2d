package parley.gateway.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.message.MessageSender.Sender;
import parley.core.schedule.Scheduled;
import parley.core.schedule.Scheduler;
import parley.gateway.command.IdReader;
import parley.gateway.command.SendCommand;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.gateway.limit.RateLimits;
import parley.protocol.CommandReader;
import parley.protocol.Fields;
import parley.protocol.Part;
import parley.protocol.Times;

/// `…/scheduled`: what one wrote to be sent later.
public final class ScheduledRoutes {
    private static final String AREA = "messages";

    private final Scheduler scheduler;
    private final SendCommand send;
    private final Say say;
    private final IdReader ids;

    /// How scheduled messages are said, and how many may be made.
    public record Say(EventFrames frames, PublicIds ids, RateLimits limits) {}

    public ScheduledRoutes(Scheduler scheduler, SendCommand send, Say say) {
        this.scheduler = scheduler;
        this.send = send;
        this.say = say;
        ids = new IdReader(say.ids());
    }

    public List<Route> routes() {
        return List.of(
                Route.withToken(
                        "POST",
                        "/v1/conversations/{id}/scheduled",
                        RouteDoc.of(AREA, "Sends a message later, a year ahead at most", 201)
                                .body(
                                        "key",
                                        "sendAt: time",
                                        "text?",
                                        "format?",
                                        "payload?",
                                        "replyTo?: integer",
                                        "thread?: integer",
                                        "mentions?: string[]",
                                        "expiresInS?: integer",
                                        "poll?: AskedPoll")
                                .answer("Scheduled")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.BLOCKED,
                                        RefusalCode.EMPTY,
                                        RefusalCode.TOO_LONG,
                                        RefusalCode.KEY_CONFLICT,
                                        RefusalCode.TOO_MANY)
                                .also(200),
                        this::schedule),
                Route.withToken(
                        "GET",
                        "/v1/conversations/{id}/scheduled",
                        RouteDoc.of(AREA, "What one has waiting there, the earliest first", 200)
                                .answer("Scheduled[]")
                                .refuses(RefusalCode.NOT_FOUND),
                        this::list),
                Route.withToken(
                        "PATCH",
                        "/v1/conversations/{id}/scheduled/{key}",
                        RouteDoc.of(AREA, "Changes what waits", 200)
                                .body("text?", "format?", "sendAt?: time")
                                .answer("Scheduled")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.EMPTY,
                                        RefusalCode.TOO_LONG,
                                        RefusalCode.CONFLICT),
                        this::change),
                Route.withToken(
                        "DELETE",
                        "/v1/conversations/{id}/scheduled/{key}",
                        RouteDoc.of(AREA, "Forgets what waits", 204)
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.CONFLICT),
                        call -> {
                            scheduler.cancel(call.user(), conversation(call), call.path("key"));
                            return Response.nothing();
                        }));
    }

    private ConversationId conversation(Call call) {
        return ids.conversation(call.path("id"));
    }

    private static Sender sender(Call call) {
        return new Sender(call.user(), call.claims().device());
    }

    private static @Nullable Instant sendAt(Fields body) {
        var text = body.text("sendAt");
        return text == null
                ? null
                : Times.parse(text)
                        .orElseThrow(() ->
                                Refusal.badRequest("sendAt", "'sendAt' is a time (RFC 3339)."));
    }

    private Response schedule(Call call) {
        say.limits().message(call.user(), call.request().from());
        var body = call.body();
        var key = body.text("key");
        if (key == null) {
            key = call.request().header("Idempotency-Key").orElse(null);
        }
        if (key == null) {
            throw Refusal.badRequest("key", "'key' is missing.");
        }
        var at = sendAt(body);
        if (at == null) {
            throw Refusal.badRequest("sendAt", "'sendAt' is missing.");
        }
        var content = send.content(CommandReader.content(body));
        var kept = scheduler.schedule(sender(call), conversation(call), key, at, content);
        return Response.json(kept.made() ? 201 : 200, said(kept.scheduled()));
    }

    private Response list(Call call) {
        var items =
                scheduler.list(call.user(), conversation(call)).stream()
                        .<Part>map(this::said)
                        .toList();
        return Response.ok(out -> out.list("items", items).putOrNull("next", null));
    }

    private Response change(Call call) {
        var body = call.body();
        var patch = new Scheduler.Patch(body.text("text"), body.text("format", 64), sendAt(body));
        return Response.ok(
                said(scheduler.change(sender(call), conversation(call), call.path("key"), patch)));
    }

    /// A scheduled message as its author is shown it.
    Part said(Scheduled scheduled) {
        var of = scheduled.of();
        var code = scheduled.code();
        var said = say.frames().said(scheduled.content(), null);
        var expiresIn = scheduled.content().details().expiresIn();
        return out -> {
            out.put("conversation", say.ids().text(of.conversation())).put("key", of.key());
            out.put("sendAt", Times.text(scheduled.sendAt()));
            out.put("state", EventFrames.word(scheduled.state()));
            out.put("code", code == null ? null : code.code());
            said.writeFields(out);
            if (expiresIn != null) {
                out.put("expiresInS", expiresIn.toSeconds());
            }
        };
    }
}
