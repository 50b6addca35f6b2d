package parley.gateway.http;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.account.AccessTokens.Claims;
import parley.gateway.session.Admittance;
import parley.protocol.FrameError;

/// Finds the route of a request and turns every way of failing into an answer. Thread-safe.
public final class Router {
    private static final String BEARER = "Bearer ";

    private final List<Route> routes;
    private final Admittance admittance;
    private final IdempotentAnswers answers;

    public Router(List<Route> routes, Admittance admittance, IdempotentAnswers answers) {
        this.routes = List.copyOf(routes);
        this.admittance = admittance;
        this.answers = answers;
    }

    public List<Route> routes() {
        return routes;
    }

    /// Whether some route has this path, with any method.
    boolean knows(String path) {
        var segments = List.of(path.substring(1).split("/", -1));
        return routes.stream().anyMatch(route -> match(route, segments) != null);
    }

    /// Answers. Blocks.
    public Response handle(Request request) throws InterruptedException {
        try {
            return dispatch(request);
        } catch (Refusal e) {
            return Problems.of(e);
        } catch (FrameError e) {
            return Problems.of(e);
        } catch (RuntimeException e) {
            return Problems.broken(request, e);
        }
    }

    private Response dispatch(Request request) throws InterruptedException {
        var segments = List.of(request.path().substring(1).split("/", -1));
        var allowed = new TreeSet<String>();
        for (var route : routes) {
            var path = match(route, segments);
            if (path != null && route.method().equals(request.method())) {
                return run(route, request, path);
            } else if (path != null) {
                allowed.add(route.method());
            }
        }
        return allowed.isEmpty()
                ? Problems.of(404, "not_found", "There is nothing here.")
                : Problems.of(405, "method_not_allowed", "This is asked for in another way.")
                        .with("Allow", String.join(", ", allowed));
    }

    private Response run(Route route, Request request, Map<String, String> path)
            throws InterruptedException {
        Optional<Claims> claims =
                route.access() == Route.Access.TOKEN
                        ? Optional.of(admittance.authenticate(bearer(request), request.from()))
                        : Optional.empty();
        var call = new Call(request, path, claims);
        var key = request.header("Idempotency-Key");
        return route.doc().asks().idempotent() && key.isPresent() && claims.isPresent()
                ? answers.once(call, key.get(), route.handler())
                : route.handler().handle(call);
    }

    /// The access token of a request.
    public static @Nullable String bearer(Request request) {
        return request.header("Authorization")
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).trim())
                .orElse(null);
    }

    private static @Nullable Map<String, String> match(Route route, List<String> segments) {
        var template = route.segments();
        if (template.size() != segments.size()) {
            return null;
        }
        var path = new HashMap<String, String>();
        for (int i = 0; i < template.size(); i++) {
            var part = template.get(i);
            if (part.startsWith("{")) {
                if (segments.get(i).isEmpty()) {
                    return null;
                }
                path.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return null;
            }
        }
        return path;
    }
}
