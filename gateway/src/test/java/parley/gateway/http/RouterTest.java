package parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;

class RouterTest {
    private static Route route(String method, String template, Route.Handler handler) {
        return new Route(
                method, template, Access.OPEN, RouteDoc.of("test", "A test", 200), handler);
    }

    // open routes ask neither who someone is nor whether it was asked before
    @SuppressWarnings("NullAway")
    private static Router router() {
        return new Router(
                List.of(
                        route("GET", "/v1/things/me", call -> said("me")),
                        route("GET", "/v1/things/{id}", call -> said(call.path("id"))),
                        route(
                                "DELETE",
                                "/v1/things/{id}",
                                call -> {
                                    throw Refusal.of(RefusalCode.FORBIDDEN, "Not this one.");
                                }),
                        route(
                                "POST",
                                "/v1/things",
                                call -> {
                                    throw new IllegalStateException("a secret of the server");
                                })),
                null,
                null);
    }

    private static Response said(String word) {
        return Response.ok(out -> out.put("said", word));
    }

    private static Response.Whole ask(String method, String path) throws InterruptedException {
        return (Response.Whole) router().handle(Requests.of(method, path));
    }

    private static String body(Response.Whole answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void a_word_comes_before_a_part_that_varies() throws InterruptedException {
        assertThat(body(ask("GET", "/v1/things/me"))).isEqualTo("{\"said\":\"me\"}");
        assertThat(body(ask("GET", "/v1/things/7"))).isEqualTo("{\"said\":\"7\"}");
    }

    @Test
    void what_isnt_there_is_404() throws InterruptedException {
        assertThat(ask("GET", "/v1/nothing").status()).isEqualTo(404);
        assertThat(ask("GET", "/v1/things/").status()).isEqualTo(404);
        assertThat(ask("GET", "/v1/things/7/more").status()).isEqualTo(404);
    }

    @Test
    void another_method_is_405_and_says_which() throws InterruptedException {
        var answer = ask("PUT", "/v1/things/7");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers()).containsEntry("Allow", "DELETE, GET");
    }

    @Test
    void a_refusal_is_a_problem_with_its_code() throws InterruptedException {
        var answer = ask("DELETE", "/v1/things/7");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
        assertThat(body(answer)).contains("\"code\":\"forbidden\"").contains("Not this one.");
    }

    @Test
    void a_bug_is_told_by_its_trace_alone() throws InterruptedException {
        var answer = ask("POST", "/v1/things");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(body(answer)).contains("\"trace\":").doesNotContain("secret");
    }

    @Test
    void it_knows_its_paths_whatever_the_method() {
        assertThat(router().knows("/v1/things")).isTrue();
        assertThat(router().knows("/index.html")).isFalse();
    }
}
