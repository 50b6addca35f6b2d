package parley.gateway.rest;

import java.util.List;
import java.util.Locale;
import parley.core.account.AccountPolicy;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;

/// `/v1/server`: who may come in here, so that a client offers no door that is shut.
public final class ServerRoutes {
    private final AccountPolicy policy;

    public ServerRoutes(AccountPolicy policy) {
        this.policy = policy;
    }

    public List<Route> routes() {
        return List.of(
                new Route(
                        "GET",
                        "/v1/server",
                        Access.OPEN,
                        RouteDoc.of("accounts", "Who may make an account here", 200)
                                .answer("Server"),
                        this::describe));
    }

    private Response describe(Call call) {
        return Response.ok(out ->
                out.put("registration", policy.registration().name().toLowerCase(Locale.ROOT))
                        .put("guests", policy.guests())
                        .put("linksAdmit", policy.linksAdmit()));
    }
}
