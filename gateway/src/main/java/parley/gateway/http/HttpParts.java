package parley.gateway.http;

import java.util.Optional;
import parley.gateway.session.Links;

/// What every HTTP connection works with.
public record HttpParts(
        Router router,
        WebSocketUpgrade upgrade,
        StaticFiles files,
        Origins origins,
        Proxies proxies,
        Links links) {

    /// Answers a request: a WebSocket, a route, a preflight, or a file of the web client.
    Response answer(Request request) throws InterruptedException {
        if (request.path().equals(WebSocketUpgrade.PATH) && request.method().equals("GET")) {
            return upgrade.answer(request);
        }
        if (request.method().equals("OPTIONS") && request.header("Origin").isPresent()) {
            return preflight(request);
        }
        if (router.knows(request.path()) || request.path().startsWith("/v1/")) {
            return router.handle(request);
        }
        return files.answer(request);
    }

    private Response preflight(Request request) {
        return Response.nothing()
                .with("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE")
                .with(
                        "Access-Control-Allow-Headers",
                        "Authorization, Content-Type, Idempotency-Key, Last-Event-ID")
                .with("Access-Control-Max-Age", "600");
    }

    /// Adds what every answer has.
    Response.Whole decorate(Request request, Response.Whole answer) {
        var decorated =
                answer.with("X-Content-Type-Options", "nosniff")
                        .with("Referrer-Policy", "no-referrer");
        Optional<String> origin = request.header("Origin").filter(origins::isListed);
        return origin.isEmpty()
                ? decorated
                : decorated
                        .with("Access-Control-Allow-Origin", origin.get())
                        .with("Vary", "Origin");
    }
}
