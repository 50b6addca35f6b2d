package parley.gateway.openapi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Shape;

/// The table of routes as a page for people: HTML without a script, its style beside it.
public final class DocsPage {
    private static final String HEAD =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <title>Parley: REST</title>
            <link rel="stylesheet" href="/docs/docs.css">
            </head>
            <body>
            <header>
            <h1>Parley: REST</h1>
            <p>What is done over plain HTTP beside the frames of the protocol. The same for programs:
            <a href="/openapi.json">/openapi.json</a>.</p>
            <p>Routes marked <span class="token">token</span> want <code>Authorization: Bearer …</code> with an
            access token of <a href="#post-v1-auth-login">login</a>. Errors are
            <a href="#Problem">problems</a> with a stable <code>code</code>. Lists answer
            <code>items</code> and <code>next</code>, which the next page takes as <code>cursor</code>.</p>
            </header>
            """;

    private final Map<String, List<Route>> byArea;

    public DocsPage(List<Route> routes) {
        byArea =
                routes.stream()
                        .collect(
                                Collectors.groupingBy(
                                        route -> route.doc().area(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
    }

    /// The page.
    public String html() {
        var out = new StringBuilder(HEAD);
        contents(out);
        out.append("<main>\n");
        byArea.forEach((area, routes) -> {
            out.append("<section id=\"" + area + "\">\n<h2>" + escaped(area) + "</h2>\n");
            routes.forEach(route -> route(out, route));
            out.append("</section>\n");
        });
        out.append("<section id=\"schemas\">\n<h2>schemas</h2>\n");
        Schemas.ALL.forEach(schema -> schema(out, schema));
        return out.append("</section>\n</main>\n</body>\n</html>\n").toString();
    }

    private void contents(StringBuilder out) {
        out.append("<nav aria-label=\"Contents\"><ul>\n");
        byArea.keySet().forEach(area -> link(out, area));
        link(out, "schemas");
        out.append("</ul></nav>\n");
    }

    private static void link(StringBuilder out, String place) {
        out.append("<li><a href=\"#" + place + "\">" + escaped(place) + "</a></li>\n");
    }

    private static void route(StringBuilder out, Route route) {
        var method = route.method();
        out.append("<article id=\"" + anchor(route) + "\">\n<h3><span class=\"method\">");
        out.append(method + "</span> <code>" + escaped(route.template()) + "</code> ");
        out.append(
                route.access() == Access.TOKEN
                        ? "<span class=\"token\">token</span>"
                        : "<span class=\"open\">open</span>");
        out.append("</h3>\n<p>" + escaped(route.doc().summary()) + ".</p>\n<dl>\n");
        fields(out, "Body", route.doc().asks().body());
        fields(out, "Query", route.doc().asks().query());
        if (route.doc().asks().idempotent()) {
            out.append("<dt>Header</dt><dd><code>Idempotency-Key</code>, optional</dd>\n");
        }
        answers(out, route);
        out.append("</dl>\n</article>\n");
    }

    private static String anchor(Route route) {
        return (route.method() + route.template())
                .replaceAll("[^A-Za-z0-9]+", "-")
                .replaceAll("-$", "")
                .toLowerCase(Locale.ROOT);
    }

    private static void fields(StringBuilder out, String what, List<Shape> fields) {
        if (!fields.isEmpty()) {
            out.append("<dt>" + what + "</dt><dd>");
            table(out, fields);
            out.append("</dd>\n");
        }
    }

    private static void table(StringBuilder out, List<Shape> fields) {
        out.append("<ul class=\"fields\">");
        for (var field : fields) {
            out.append("<li><code>" + escaped(field.name()) + "</code> " + type(field));
            out.append(field.optional() ? " <i>optional</i></li>" : "</li>");
        }
        out.append("</ul>");
    }

    private static String type(Shape field) {
        var one =
                field.isNamed()
                        ? schemaLink(field.element())
                        : escaped(String.join(" or ", words(field)));
        return (field.isList() ? "list of " + one : one) + (field.isNullable() ? " or null" : "");
    }

    private static List<String> words(Shape field) {
        return field.words().isEmpty() ? List.of(field.element()) : field.words();
    }

    private static String schemaLink(String name) {
        return "<a href=\"#" + name + "\">" + name + "</a>";
    }

    private static void answers(StringBuilder out, Route route) {
        var answers = route.doc().answers();
        var said = new ArrayList<String>();
        for (int status : answers.statuses()) {
            said.add("<b>" + status + "</b>");
        }
        out.append("<dt>Answer</dt><dd>" + String.join(" or ", said) + " ");
        var schema = answers.schema();
        if (schema.endsWith("[]")) {
            out.append("a page of " + schemaLink(schema.substring(0, schema.length() - 2)));
        } else if (!schema.isEmpty()) {
            out.append(schemaLink(schema));
        }
        if (!answers.media().equals("application/json")) {
            out.append(" <code>" + escaped(answers.media()) + "</code>");
        }
        out.append("</dd>\n");
        var refusals = OpenApiDocument.refusals(route);
        if (!refusals.isEmpty()) {
            out.append("<dt>Errors</dt><dd>");
            refusals.forEach((status, codes) ->
                    out.append(
                            "<b>"
                                    + status
                                    + "</b> <code>"
                                    + String.join("</code>, <code>", codes)
                                    + "</code> "));
            out.append("</dd>\n");
        }
    }

    private static void schema(StringBuilder out, Schema schema) {
        out.append("<article id=\"" + schema.name() + "\">\n<h3>" + schema.name() + "</h3>\n<p>");
        out.append(escaped(schema.meaning()) + "</p>\n");
        table(out, schema.fields());
        out.append("\n</article>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
