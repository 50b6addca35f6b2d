package parley.gateway.rest;

import java.util.List;
import java.util.function.BooleanSupplier;
import parley.core.RefusalCode;
import parley.gateway.http.Problems;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;

/// `/health/…`: whether this node lives, and whether it serves.
public final class HealthRoutes {
    private final BooleanSupplier ready;

    /// @param ready whether the database answers and nothing drains
    public HealthRoutes(BooleanSupplier ready) {
        this.ready = ready;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/health/live",
                        Access.OPEN,
                        RouteDoc.of("operating", "Whether the process lives", 200).answer("Health"),
                        call -> Response.ok(out -> out.put("status", "live"))),
                new Route(
                        "GET",
                        "/health/ready",
                        Access.OPEN,
                        RouteDoc.of("operating", "Whether this node serves", 200)
                                .answer("Health")
                                .refuses(RefusalCode.UNAVAILABLE),
                        call ->
                                ready.getAsBoolean()
                                        ? Response.ok(out -> out.put("status", "ready"))
                                        : Problems.of(
                                                503,
                                                "unavailable",
                                                "This node doesn't serve now.")));
    }
}
