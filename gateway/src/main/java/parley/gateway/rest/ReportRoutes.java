package parley.gateway.rest;

import java.util.List;
import java.util.Objects;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.PublicIds;
import parley.core.report.Report.Reason;
import parley.core.report.Report.What;
import parley.core.report.Reporter;
import parley.gateway.command.IdReader;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.protocol.Times;

/// `/v1/reports`: telling the operator of what isn't right.
public final class ReportRoutes {
    private final Reporter reporter;
    private final IdReader ids;

    public ReportRoutes(Reporter reporter, PublicIds ids) {
        this.reporter = reporter;
        this.ids = new IdReader(ids);
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "POST",
                        "/v1/reports",
                        Access.TOKEN,
                        RouteDoc.of("messages", "Reports someone or something to the operator", 201)
                                .body(
                                        "conversation?",
                                        "seqs?: integer[]",
                                        "user?",
                                        "reason: spam|harassment|violence|illegal|impersonation|other",
                                        "text?")
                                .answer("Reported")
                                .refuses(RefusalCode.NOT_FOUND, RefusalCode.TOO_LONG)
                                .creates(),
                        this::report));
    }

    private Response report(Call call) {
        var body = call.body();
        var conversation = body.text("conversation");
        var user = body.text("user");
        var reason = UserRoutes.word(body, "reason", Reason.class);
        if (reason == null) {
            throw Refusal.badRequest("reason", "'reason' is missing.");
        }
        var what =
                new What(
                        conversation == null ? null : ids.conversation(conversation),
                        user == null ? null : ids.user(user),
                        reason,
                        Objects.requireNonNullElse(body.text("text"), ""));
        var made = reporter.report(call.user(), what, body.numbers("seqs"));
        return Response.json(
                201, out -> out.put("id", text(made.id())).put("at", Times.text(made.at())));
    }

    /// The id of a report as the operator names it.
    public static String text(long id) {
        return String.format("%016x", id);
    }
}
