package parley.gateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import parley.core.RefusalCode;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Shape;
import parley.protocol.Codec;
import parley.protocol.Frame;
import parley.protocol.FrameWriter;
import parley.protocol.Part;

/// The table of routes as an OpenAPI 3.1 document. Made once, at the start.
public final class OpenApiDocument {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private final List<Route> routes;

    public OpenApiDocument(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /// The document as JSON.
    public byte[] json() {
        Frame document =
                out -> {
                    out.put("openapi", "3.1.0");
                    out.object(
                            "info",
                            info ->
                                    info.put("title", "Parley")
                                            .put("version", "1")
                                            .put("description", DESCRIPTION));
                    out.object("paths", this::paths);
                    out.object("components", this::components);
                };
        return Codec.JSON.write(document);
    }

    private static final String DESCRIPTION =
            "What is done over plain HTTP beside the frames of the protocol. Errors are problems of"
                    + " RFC 9457, with the same codes as on a socket. Unknown fields are ignored.";

    private void paths(FrameWriter out) {
        var byPath = new LinkedHashMap<String, List<Route>>();
        routes.forEach(route ->
                byPath.computeIfAbsent(route.template(), unused -> new ArrayList<>()).add(route));
        byPath.forEach((path, same) ->
                out.object(
                        path,
                        methods ->
                                same.forEach(route ->
                                        methods.object(
                                                route.method().toLowerCase(Locale.ROOT),
                                                one -> operation(one, route)))));
    }

    private static void operation(FrameWriter out, Route route) {
        var doc = route.doc();
        out.put("operationId", operationId(route)).put("summary", doc.summary());
        out.texts("tags", List.of(doc.area()));
        if (route.access() == Access.TOKEN) {
            out.list("security", List.<Part>of(one -> one.texts("token", List.of())));
        }
        var parameters = parameters(route);
        if (!parameters.isEmpty()) {
            out.list("parameters", parameters);
        }
        if (!doc.asks().body().isEmpty()) {
            out.object("requestBody", body -> body(body, doc.asks().body()));
        }
        out.object("responses", answers -> answers(answers, route));
    }

    private static String operationId(Route route) {
        var id = new StringBuilder(route.method().toLowerCase(Locale.ROOT));
        for (var segment : List.of(route.template().split("[/.]"))) {
            var word = segment.replaceAll("[^A-Za-z0-9]", "");
            if (!word.isEmpty() && !word.equals("v1")) {
                id.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
            }
        }
        return id.toString();
    }

    private static List<Part> parameters(Route route) {
        var all = new ArrayList<Part>();
        for (var segment : List.of(route.template().split("/"))) {
            if (segment.startsWith("{")) {
                var name = segment.substring(1, segment.length() - 1);
                var type = name.equals("seq") ? "integer" : "string";
                all.add(out -> parameter(out, "path", new Shape(name, type, false)));
            }
        }
        route.doc().asks().query().forEach(one -> all.add(out -> parameter(out, "query", one)));
        if (route.doc().asks().idempotent()) {
            all.add(out -> parameter(out, "header", Shape.of("Idempotency-Key?")));
        }
        return all;
    }

    private static void parameter(FrameWriter out, String in, Shape shape) {
        out.put("name", shape.name()).put("in", in).put("required", !shape.optional());
        out.object("schema", schema -> type(schema, shape));
    }

    private static void body(FrameWriter out, List<Shape> fields) {
        out.put("required", fields.stream().anyMatch(field -> !field.optional()));
        out.object(
                "content",
                content ->
                        content.object(
                                JSON,
                                media -> media.object("schema", schema -> object(schema, fields))));
    }

    private static void answers(FrameWriter out, Route route) {
        var answers = route.doc().answers();
        for (int status : answers.statuses()) {
            if (status >= 400) {
                continue; // among the refusals
            }
            out.object(Integer.toString(status), answer -> good(answer, answers));
        }
        refusals(route)
                .forEach((status, codes) ->
                        out.object(
                                Integer.toString(status),
                                answer -> problem(answer, String.join(", ", codes))));
        out.object("default", answer -> problem(answer, "Any other problem"));
    }

    private static void good(FrameWriter out, Route.Answers answers) {
        out.put("description", answers.schema().isEmpty() ? "Done" : answers.schema());
        if (answers.schema().isEmpty() && answers.media().equals(JSON)) {
            return;
        }
        out.object(
                "content",
                content ->
                        content.object(
                                answers.media(),
                                media ->
                                        media.object(
                                                "schema",
                                                schema -> answer(schema, answers.schema()))));
    }

    private static void answer(FrameWriter out, String schema) {
        if (schema.isEmpty()) {
            out.put("type", "string");
        } else if (schema.endsWith("[]")) {
            object(out, Shape.all("items: " + schema, "next: string|null"));
        } else {
            reference(out, schema);
        }
    }

    private static void problem(FrameWriter out, String codes) {
        out.put("description", codes);
        out.object(
                "content",
                content ->
                        content.object(
                                PROBLEM,
                                media ->
                                        media.object(
                                                "schema",
                                                schema -> reference(schema, Schemas.PROBLEM))));
    }

    /// The codes of a route's refusals by status: its own, and those of every route like it.
    static Map<Integer, List<String>> refusals(Route route) {
        var all = new ArrayList<>(route.doc().answers().refusals());
        if (route.access() == Access.TOKEN) {
            all.add(RefusalCode.UNAUTHORIZED);
            all.add(RefusalCode.RATE_LIMITED);
        }
        if (!route.doc().asks().body().isEmpty() || !route.doc().asks().query().isEmpty()) {
            all.add(RefusalCode.BAD_REQUEST);
        }
        if (route.doc().asks().idempotent()) {
            all.add(RefusalCode.KEY_CONFLICT);
        }
        var byStatus = new TreeMap<Integer, List<String>>();
        all.stream()
                .distinct()
                .forEach(code ->
                        byStatus.computeIfAbsent(code.status(), unused -> new ArrayList<>())
                                .add(code.code()));
        return byStatus;
    }

    private void components(FrameWriter out) {
        out.object(
                "schemas",
                schemas ->
                        Schemas.ALL.forEach(schema ->
                                schemas.object(
                                        schema.name(),
                                        one -> {
                                            one.put("description", schema.meaning());
                                            object(one, schema.fields());
                                        })));
        out.object(
                "securitySchemes",
                schemes ->
                        schemes.object(
                                "token",
                                token ->
                                        token.put("type", "http")
                                                .put("scheme", "bearer")
                                                .put("bearerFormat", "JWT")));
    }

    private static void object(FrameWriter out, List<Shape> fields) {
        out.put("type", "object");
        out.object(
                "properties",
                properties ->
                        fields.forEach(
                                field -> properties.object(field.name(), one -> type(one, field))));
        var required = fields.stream().filter(field -> !field.optional()).map(Shape::name).toList();
        if (!required.isEmpty()) {
            out.texts("required", required);
        }
    }

    private static void type(FrameWriter out, Shape field) {
        if (field.isList()) {
            out.put("type", "array").object("items", items -> element(items, field));
        } else {
            element(out, field);
        }
    }

    private static void element(FrameWriter out, Shape field) {
        if (field.isNamed()) {
            reference(out, field.element());
            return;
        }
        boolean word = !field.words().isEmpty();
        boolean time = field.element().equals("time");
        var type = word || time ? "string" : field.element();
        if (field.isNullable()) {
            out.texts("type", List.of(type, "null"));
        } else {
            out.put("type", type);
        }
        if (time) {
            out.put("format", "date-time");
        }
        if (word) {
            out.texts("enum", field.words());
        }
    }

    private static void reference(FrameWriter out, String schema) {
        out.put("$ref", "#/components/schemas/" + Schemas.named(schema).name());
    }
}
