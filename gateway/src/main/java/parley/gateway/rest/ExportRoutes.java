package parley.gateway.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.UserId;
import parley.gateway.http.Call;
import parley.gateway.http.DownloadStart;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;

/// `/v1/users/me/export`: all that the server has of someone, as a ZIP of JSON lines.
///
/// Bounds: one at a time for each user (`rate_limited`), [#AT_ONCE] for all (`unavailable`).
public final class ExportRoutes {
    private static final int AT_ONCE = 4;
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final Export export;
    private final Set<UserId> running = new HashSet<>();

    public ExportRoutes(Export export) {
        this.export = export;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/v1/users/me/export",
                        Access.TOKEN,
                        RouteDoc.of("users", "All that the server has of oneself, as a ZIP", 200)
                                .answer("", "application/zip")
                                .refuses(RefusalCode.RATE_LIMITED, RefusalCode.UNAVAILABLE),
                        this::export));
    }

    private Response export(Call call) {
        var user = call.user();
        requireFree(user);
        return new Response.Stream(
                200, new DownloadStart("application/zip", "parley.zip", out -> write(user, out)));
    }

    private void requireFree(UserId user) {
        synchronized (running) {
            if (running.contains(user)) {
                throw Refusal.rateLimited(AGAIN);
            }
            if (running.size() >= AT_ONCE) {
                throw Refusal.of(
                        RefusalCode.UNAVAILABLE, "Too many exports at once; try again later.");
            }
        }
    }

    // Claimed only here, by the thread that also gives it back: an answer whose client is gone
    // never begins. Of two that were let in at once the second ends without a byte.
    private void write(UserId user, OutputStream out) throws IOException {
        synchronized (running) {
            if (running.size() >= AT_ONCE || !running.add(user)) {
                throw new IOException("another export has begun");
            }
        }
        try {
            export.write(user, out);
        } finally {
            synchronized (running) {
                running.remove(user);
            }
        }
    }
}
