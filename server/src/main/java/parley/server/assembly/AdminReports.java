package parley.server.assembly;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.report.Report;
import parley.core.report.Report.Evidence;
import parley.core.report.ReportDesk;
import parley.core.report.ReportStore.PageEnd;
import parley.core.user.User;
import parley.core.user.UserCache;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.hub.EventFrames;
import parley.gateway.rest.ReportRoutes;
import parley.protocol.FrameWriter;
import parley.protocol.Part;
import parley.protocol.Times;

/// `/admin/reports`: what people reported, for the operator to look into and to put away.
final class AdminReports {
    private static final int PAGE = 50;
    private static final int PAGE_MAX = 200;

    private final AdminRoutes door;
    private final ReportDesk desk;
    private final UserCache users;
    private final PublicIds ids;

    AdminReports(AdminRoutes door, Core core) {
        this.door = door;
        desk = new ReportDesk(core.log, core.database.reports());
        users = core.users;
        ids = core.ids;
    }

    List<Route> routes() {
        return List.of(
                door.route("GET", "/admin/reports", "Reports, newest first", 200, this::page),
                door.route(
                        "GET",
                        "/admin/reports/{id}",
                        "A report with its evidence",
                        200,
                        call -> Response.ok(whole(desk.find(id(call))))),
                door.route(
                        "POST",
                        "/admin/reports/{id}/resolve",
                        "Puts a report away",
                        200,
                        call -> {
                            var note = Objects.requireNonNullElse(call.body().text("note"), "");
                            return Response.ok(whole(desk.resolve(id(call), note)));
                        }),
                door.route(
                        "DELETE",
                        "/admin/reports/{id}",
                        "Erases a report with its evidence",
                        204,
                        call -> {
                            desk.erase(id(call));
                            return Response.nothing();
                        }));
    }

    private static long id(Call call) {
        return id(call.path("id"));
    }

    private static long id(String text) {
        if (!text.matches("[0-9a-f]{16}")) {
            throw Refusal.notFound();
        }
        return Long.parseUnsignedLong(text, 16);
    }

    private Response page(Call call) {
        int limit = call.number("limit", PAGE, 1, PAGE_MAX);
        boolean resolved =
                switch (call.request().parameter("state").orElse("open")) {
                    case "open" -> false;
                    case "resolved" -> true;
                    default -> throw Refusal.badRequest("state", "'state' is open or resolved.");
                };
        var after = call.request().parameter("cursor").map(AdminReports::end).orElse(null);
        var found = desk.page(resolved, after, limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        var items = page.stream().<Part>map(one -> out -> brief(out, one)).toList();
        return Response.ok(out ->
                out.list("items", items).putOrNull("next", more ? end(page.getLast()) : null));
    }

    private static String end(Report last) {
        return last.at().toEpochMilli() + "." + ReportRoutes.text(last.id());
    }

    private static PageEnd end(String text) {
        int dot = text.indexOf('.');
        if (dot < 1 || !text.substring(0, dot).matches("\\d{1,15}")) {
            throw Refusal.badRequest("cursor", "'cursor' is what the page before gave as 'next'.");
        }
        return new PageEnd(
                Instant.ofEpochMilli(Long.parseLong(text.substring(0, dot))),
                id(text.substring(dot + 1)));
    }

    private void brief(FrameWriter out, Report report) {
        var what = report.what();
        out.put("id", ReportRoutes.text(report.id())).put("at", Times.text(report.at()));
        out.put("reason", EventFrames.word(what.reason())).put("text", what.text());
        out.put("reporter", person(report.reporter()));
        out.put("user", what.user() == null ? null : person(what.user()));
        out.put("conversation", what.conversation() == null ? null : ids.text(what.conversation()));
        out.put("messages", report.evidence().size());
        var resolved = report.resolved();
        if (resolved != null) {
            out.put("resolvedAt", Times.text(resolved.at())).put("note", resolved.note());
        }
    }

    private Part whole(Report report) {
        var evidence = report.evidence().stream().<Part>map(this::said).toList();
        return out -> {
            brief(out, report);
            out.list("evidence", evidence);
        };
    }

    private Part said(Evidence evidence) {
        return out -> {
            out.put("seq", evidence.seq()).put("at", Times.text(evidence.at()));
            out.put("from", person(evidence.from())).put("text", evidence.text());
            out.put("format", evidence.format()).put("payload", evidence.payload());
        };
    }

    private Part person(UserId id) {
        @Nullable User user = users.find(id).orElse(null);
        return out ->
                out.put("id", ids.text(id))
                        .put("username", user == null ? null : user.username())
                        .put("name", user == null ? null : user.name());
    }
}
