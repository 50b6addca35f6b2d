package parley.gateway.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.openapi.DocsPage;
import parley.gateway.openapi.OpenApiDocument;

/// `/openapi.json` and `/docs`: all routes, these among them, described for programs and for
/// people.
public final class OpenApiRoutes {
    private static final String AREA = "operating";
    private static final String CSS = "/parley/gateway/openapi/docs.css";

    /// The page needs its style and nothing else.
    private static final String POLICY =
            "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final byte[] document;
    private final byte[] page;
    private final byte[] style = style();

    /// @param others every other route
    public OpenApiRoutes(List<Route> others) {
        var all = new ArrayList<>(others);
        all.addAll(routes(new byte[0], new byte[0], new byte[0]));
        document = new OpenApiDocument(all).json();
        page = new DocsPage(all).html().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] style() {
        try (var in = OpenApiRoutes.class.getResourceAsStream(CSS)) {
            return Objects.requireNonNull(in, "the style is part of the jar").readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the jar can't be read", e);
        }
    }

    public List<Route> routes() {
        return routes(document, page, style);
    }

    private static List<Route> routes(byte[] document, byte[] page, byte[] style) {
        return List.of(
                route(
                        "/openapi.json",
                        "This interface as OpenAPI 3.1",
                        "application/json",
                        new Response.Whole(200, headers("application/json"), document)),
                route(
                        "/docs",
                        "This interface as a page",
                        "text/html",
                        new Response.Whole(200, headers("text/html; charset=utf-8"), page)
                                .with("Content-Security-Policy", POLICY)
                                .with("X-Frame-Options", "DENY")),
                route(
                        "/docs/docs.css",
                        "The page's style",
                        "text/css",
                        new Response.Whole(200, headers("text/css; charset=utf-8"), style)));
    }

    private static Map<String, String> headers(String type) {
        return Map.of("Content-Type", type, "Cache-Control", "no-cache");
    }

    private static Route route(String path, String summary, String media, Response answer) {
        return new Route(
                "GET",
                path,
                Access.OPEN,
                RouteDoc.of(AREA, summary, 200).answer("", media),
                call -> answer);
    }
}
