package parley.gateway.rest;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.draft.Draft;
import parley.core.draft.Draft.Words;
import parley.core.draft.Drafts;
import parley.core.id.PublicIds;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.hub.EventFrames;
import parley.gateway.limit.RateLimits;
import parley.protocol.Fields;
import parley.protocol.Times;

/// `…/draft`: what one has written in a conversation and not sent. Counted as a command.
public final class DraftRoutes {
    private static final String AREA = "messages";
    private static final String PATH = "/v1/conversations/{id}/draft";

    private final Drafts drafts;
    private final EventFrames frames;
    private final IdReader ids;
    private final RateLimits limits;

    public DraftRoutes(Drafts drafts, EventFrames frames, PublicIds ids, RateLimits limits) {
        this.drafts = drafts;
        this.frames = frames;
        this.ids = new IdReader(ids);
        this.limits = limits;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "PUT",
                        PATH,
                        Access.TOKEN,
                        RouteDoc.of(AREA, "Keeps what one has written and not sent", 200)
                                .body(
                                        "text?",
                                        "replyTo?: integer",
                                        "thread?: integer",
                                        "attachments?: string[]",
                                        "at?: time")
                                .answer("Draft")
                                .refuses(
                                        RefusalCode.NOT_FOUND,
                                        RefusalCode.TOO_LONG,
                                        RefusalCode.TOO_MANY,
                                        RefusalCode.RATE_LIMITED),
                        this::put),
                new Route(
                        "DELETE",
                        PATH,
                        Access.TOKEN,
                        RouteDoc.of(AREA, "Takes it away", 200)
                                .body("at?: time")
                                .answer("Draft")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.RATE_LIMITED),
                        this::clear));
    }

    private Draft.Of of(Call call) {
        limits.command(call.user(), call.request().from());
        return new Draft.Of(call.user(), ids.conversation(call.path("id")));
    }

    private static @Nullable Instant at(Fields body) {
        var text = body.text("at");
        return text == null
                ? null
                : Times.parse(text)
                        .orElseThrow(() -> Refusal.badRequest("at", "'at' is a time (RFC 3339)."));
    }

    private Response put(Call call) {
        var of = of(call);
        var body = call.body();
        if (!body.texts("attachments").isEmpty()) {
            throw Refusal.ofField(
                    RefusalCode.NOT_FOUND, "attachments", "There is no such attachment.");
        }
        var text = body.text("text");
        var words =
                new Words(
                        text == null ? "" : text,
                        body.count("replyTo", 0),
                        body.count("thread", 0));
        return said(drafts.put(of, words, at(body)));
    }

    private Response clear(Call call) {
        return said(drafts.clear(of(call), at(call.body())));
    }

    private Response said(Draft draft) {
        var there = frames.draft(draft);
        return Response.ok(there == null ? out -> out.put("at", Times.text(draft.at())) : there);
    }
}
