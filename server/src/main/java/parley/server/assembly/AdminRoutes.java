package parley.server.assembly;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccountKeeper;
import parley.core.account.Invitations;
import parley.core.account.NewAccount;
import parley.core.id.PublicIds;
import parley.core.user.User;
import parley.core.user.UserStore;
import parley.gateway.http.Call;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.http.Router;
import parley.search.SearchIndex;

/// `/admin/…` on the admin port: what the command line asks of a running server. Whoever can read
/// the data directory holds the token.
final class AdminRoutes {
    private static final Duration INVITATION = Duration.ofDays(7);

    private final AccountKeeper keeper;
    private final Invitations invitations;
    private final UserStore users;
    private final PublicIds ids;
    private final Optional<SearchIndex> search;
    private final byte[] token;

    AdminRoutes(Core core, Core.Entrance entrance, Optional<SearchIndex> search, String token) {
        this.search = search;
        this.keeper = entrance.accounts.keeper();
        this.invitations = entrance.invitations;
        this.users = core.database.users();
        this.ids = core.ids;
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    List<Route> routes() {
        return List.of(
                route("POST", "/admin/users", "Makes an account", 201, this::add),
                route(
                        "POST",
                        "/admin/users/{username}/password",
                        "Sets a password",
                        204,
                        call -> {
                            keeper.setPassword(user(call).id(), call.body().required("password"));
                            return Response.nothing();
                        }),
                route(
                        "POST",
                        "/admin/users/{username}/disable",
                        "Disables an account",
                        204,
                        call -> {
                            keeper.disable(user(call).id());
                            return Response.nothing();
                        }),
                route(
                        "POST",
                        "/admin/users/{username}/enable",
                        "Enables an account",
                        204,
                        call -> {
                            keeper.enable(user(call).id());
                            return Response.nothing();
                        }),
                route(
                        "POST",
                        "/admin/invitations",
                        "Makes an invitation to register",
                        201,
                        call -> {
                            var code = invitations.make(INVITATION);
                            return Response.json(
                                    201,
                                    out -> out.put("code", code).put("days", INVITATION.toDays()));
                        }),
                route("GET", "/admin/search", "How the search index stands", 200, this::index),
                route(
                        "POST",
                        "/admin/search/rebuild",
                        "Makes the search index anew, beside the one that answers",
                        202,
                        call -> {
                            indexed().rebuild();
                            return Response.json(202, out -> {});
                        }));
    }

    /// A route that shows nothing to who doesn't hold the token.
    Route route(String method, String template, String summary, int status, Route.Handler handler) {
        return new Route(
                method,
                template,
                Access.OPEN,
                RouteDoc.of("operating", summary, status),
                call -> {
                    requireToken(call);
                    return handler.handle(call);
                });
    }

    private void requireToken(Call call) {
        var shown = Router.bearer(call.request());
        if (shown == null
                || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), token)) {
            throw Refusal.of(RefusalCode.UNAUTHORIZED, "This is for the operator.");
        }
    }

    private SearchIndex indexed() {
        return search.orElseThrow(() ->
                Refusal.of(
                        RefusalCode.NOT_FOUND, "There is no search index: search.index is off."));
    }

    private Response index(Call call) {
        var status = indexed().status();
        return Response.ok(out ->
                out.put("documents", status.documents())
                        .put("lagMs", status.lag().toMillis())
                        .put("building", status.building())
                        .put("built", status.built()));
    }

    private User user(Call call) {
        return users.findByUsername(call.path("username")).orElseThrow(Refusal::notFound);
    }

    private Response add(Call call) {
        var body = call.body();
        var user =
                keeper.add(
                        new NewAccount(
                                body.required("username"),
                                body.required("password"),
                                body.text("name"),
                                null,
                                null,
                                null));
        return Response.json(
                201, out -> out.put("id", ids.text(user.id())).put("username", user.username()));
    }
}
