package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The OpenAPI document has every route of the code, holds together, and says of answers what the
/// server answers.
final class OpenApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path ROUTES = Path.of("../gateway/src/main/java/parley/gateway/rest");
    private static final Pattern ROUTE =
            Pattern.compile(
                    "\"(GET|POST|PUT|PATCH|DELETE)\",\\s+([A-Z_]+)?(?: \\+ )?(?:\"(/[^\"]*)\")?");

    /// A path that several routes begin with.
    private static final Pattern PATH = Pattern.compile("String ([A-Z_]+) = \"(/[^\"]*)\"");

    private static RunningServer server;
    private static HttpClient http;
    private static JsonNode document;
    private static People.Someone alice;
    private static People.Someone bob;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException, InterruptedException {
        server = RunningServer.start(directory, People.GENEROUS);
        http = HttpClient.newHttpClient();
        alice = People.make(server, "alice");
        bob = People.make(server, "bob");
        document = JSON.readTree(ask("GET", "/openapi.json", "").body());
    }

    @AfterAll
    static void stop() {
        server.close();
        http.shutdownNow();
    }

    private static HttpResponse<String> ask(String method, String path, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(server.http() + path))
                        .header("Authorization", "Bearer " + alice.tokens().access())
                        .header("Content-Type", "application/json")
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build();
        return http.send(request, BodyHandlers.ofString());
    }

    @Test
    void every_route_of_the_code_is_in_it() throws IOException {
        var missing = new HashSet<String>();
        try (Stream<Path> files = Files.list(ROUTES)) {
            for (var file : files.toList()) {
                var code = Files.readString(file);
                var paths = new HashMap<String, String>();
                PATH.matcher(code).results().forEach(one -> paths.put(one.group(1), one.group(2)));
                var found = ROUTE.matcher(code);
                while (found.find()) {
                    var method = found.group(1).toLowerCase(Locale.ROOT);
                    var path =
                            paths.getOrDefault(Objects.requireNonNullElse(found.group(2), ""), "")
                                    + Objects.requireNonNullElse(found.group(3), "");
                    boolean named = !path.isEmpty(); // else by a variable
                    if (named && document.path("paths").path(path).path(method).isMissingNode()) {
                        missing.add(found.group());
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void it_holds_together() {
        assertThat(document.path("openapi").asText()).startsWith("3.1");
        assertThat(document.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(document.at(reference.substring(1)).isObject())
                                .as(reference)
                                .isTrue());
        Set<String> ids = new HashSet<>();
        document.path("paths")
                .properties()
                .forEach(path ->
                        path.getValue()
                                .properties()
                                .forEach(operation -> {
                                    var one = operation.getValue();
                                    assertThat(ids.add(one.path("operationId").asText()))
                                            .as(path.getKey())
                                            .isTrue();
                                    assertThat(one.path("responses").isEmpty()).isFalse();
                                    assertThat(inPath(one)).isEqualTo(templated(path.getKey()));
                                }));
    }

    private static Set<String> inPath(JsonNode operation) {
        var names = new HashSet<String>();
        operation
                .path("parameters")
                .forEach(one -> {
                    if (one.path("in").asText().equals("path")) {
                        names.add(one.path("name").asText());
                    }
                });
        return names;
    }

    private static Set<String> templated(String path) {
        var names = new HashSet<String>();
        var found = Pattern.compile("\\{(\\w+)}").matcher(path);
        while (found.find()) {
            names.add(found.group(1));
        }
        return names;
    }

    @Test
    void answers_are_what_it_says() throws IOException, InterruptedException {
        as("GET", "/v1/users/me", "/v1/users/me", "");
        as("PATCH", "/v1/users/me", "/v1/users/me", "{\"biography\":\"gardener\"}");
        as("GET", "/v1/users/{id}", "/v1/users/" + bob.id(), "");
        as("GET", "/v1/users", "/v1/users?query=bob", "");
        as("POST", "/v1/users/lookup", "/v1/users/lookup", "{\"ids\":[\"" + bob.id() + "\"]}");
        as("GET", "/v1/devices", "/v1/devices", "");
        as("POST", "/v1/auth/ticket", "/v1/auth/ticket", "");
        as("GET", "/.well-known/jwks.json", "/.well-known/jwks.json", "");
        as("GET", "/v1/server", "/v1/server", "");
        as("GET", "/health/live", "/health/live", "");
        as("POST", "/v1/contacts", "/v1/contacts", "{\"user\":\"" + bob.id() + "\"}");
        as("GET", "/v1/contacts", "/v1/contacts", "");
        as("POST", "/v1/auth/guest", "/v1/auth/guest", "{\"name\":\"Zoe\"}");
        as("POST", "/v1/sessions", "/v1/sessions", "{\"type\":\"hello\",\"id\":\"1\"}");
        as("GET", "/v1/users/{id}", "/v1/users/us_aaaaaaaaaaaaa", "");
        as("POST", "/v1/auth/login", "/v1/auth/login", "{\"login\":\"nobody\",\"password\":\"x\"}");
    }

    @Test
    void answers_about_conversations_are_what_it_says() throws IOException, InterruptedException {
        var all = "/v1/conversations";
        var made =
                as(
                        "POST",
                        all,
                        all,
                        "{\"kind\":\"group\",\"title\":\"Garden\",\"members\":[\""
                                + bob.id()
                                + "\"]}");
        var one = all + "/" + made.path("id").asText();
        as("POST", all, all, "{\"kind\":\"direct\",\"members\":[\"" + bob.id() + "\"]}");
        as(
                "POST",
                all + "/{id}/messages",
                one + "/messages",
                "{\"text\":\"hello\",\"key\":\"1\",\"mentions\":[\"@all\"]}");
        as("POST", all + "/{id}/messages", one + "/messages", "{\"text\":\"\"}");
        as("GET", all, all, "");
        as("GET", all + "/{id}", one, "");
        as("GET", all + "/{id}/messages", one + "/messages", "");
        as("GET", all + "/{id}/messages/{seq}", one + "/messages/1", "");
        as("PUT", all + "/{id}/read", one + "/read", "{\"seq\":1}");
        as("GET", all + "/{id}/receipts", one + "/receipts", "");
        as("GET", all + "/{id}/messages/{seq}/receipts", one + "/messages/1/receipts", "");
        as("GET", all + "/{id}/members", one + "/members", "");
        as("GET", all + "/{id}/members/{user}", one + "/members/" + bob.id(), "");
        as(
                "PATCH",
                all + "/{id}/members/{user}",
                one + "/members/" + bob.id(),
                "{\"role\":\"admin\"}");
        as("PATCH", all + "/{id}/settings", one + "/settings", "{\"muted\":true}");
        as(
                "PATCH",
                all + "/{id}",
                one,
                "{\"title\":\"Orchard\",\"permissions\":{\"pin\":\"member\"}}");
        as("GET", "/v1/mentions", "/v1/mentions", "");
        as("GET", "/v1/search", "/v1/search?q=orchard", "");
        as("GET", "/v1/search", "/v1/search?q=before:never", "");
        as("POST", all + "/{id}/invitations", one + "/invitations", "{\"uses\":5}");
        var code = as("GET", all + "/{id}/invitations", one + "/invitations", "");
        var invitation = "/v1/invitations/" + code.path("items").path(0).path("code").asText();
        as("GET", "/v1/invitations/{code}", invitation, "");
        as("POST", "/v1/invitations/{code}/accept", invitation + "/accept", "");
        as("POST", all + "/{id}/join", one + "/join", "");
        as("GET", all + "/{id}/requests", one + "/requests", "");
        as(
                "PUT",
                all + "/{id}/bans/{user}",
                one + "/bans/" + bob.id(),
                "{\"until\":\"2099-01-01T00:00:00Z\"}");
        as("GET", all + "/{id}/bans", one + "/bans", "");
    }

    /// Asks, and holds the answer against the schema of its status.
    private static JsonNode as(String method, String template, String path, String body)
            throws IOException, InterruptedException {
        var answer = ask(method, path, body);
        var responses =
                document.path("paths")
                        .path(template)
                        .path(method.toLowerCase(Locale.ROOT))
                        .path("responses");
        var said = responses.path(Integer.toString(answer.statusCode()));
        assertThat(said.isMissingNode())
                .as(method + " " + path + " answered " + answer.statusCode() + answer.body())
                .isFalse();
        var read = JSON.readTree(answer.body());
        var media = said.path("content").elements().next();
        check(media.path("schema"), read, method + " " + template);
        return read;
    }

    private static void check(JsonNode schema, JsonNode value, String where) {
        if (schema.has("$ref")) {
            check(document.at(schema.path("$ref").asText().substring(1)), value, where);
            return;
        }
        var types = new HashSet<String>();
        schema.path("type").forEach(one -> types.add(one.asText()));
        types.add(schema.path("type").asText());
        assertThat(types).as(where + " is " + value).contains(typeOf(value));
        if (schema.has("enum")) {
            assertThat(schema.path("enum")).as(where).contains(value);
        }
        if (value.isArray()) {
            value.forEach(one -> check(schema.path("items"), one, where + "[]"));
        }
        if (value.isObject() && schema.has("properties")) {
            var properties = schema.path("properties");
            schema.path("required")
                    .forEach(one ->
                            assertThat(value.has(one.asText())).as(where + "." + one).isTrue());
            value.properties()
                    .forEach(field -> {
                        var place = where + "." + field.getKey();
                        assertThat(properties.has(field.getKey())).as(place).isTrue();
                        check(properties.path(field.getKey()), field.getValue(), place);
                    });
        }
    }

    private static String typeOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case NUMBER -> "integer";
            case ARRAY -> "array";
            case OBJECT -> "object";
            case NULL -> "null";
            default -> throw new UncheckedIOException(new IOException("not JSON: " + value));
        };
    }

    @Test
    void the_page_shows_every_path_and_runs_no_script() throws IOException, InterruptedException {
        var answer = ask("GET", "/docs", "");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
        assertThat(answer.body()).doesNotContain("<script").doesNotContain(" style=");
        document.path("paths")
                .fieldNames()
                .forEachRemaining(path -> assertThat(answer.body()).contains("<code>" + path));
        assertThat(ask("GET", "/docs/docs.css", "").statusCode()).isEqualTo(200);
    }
}
