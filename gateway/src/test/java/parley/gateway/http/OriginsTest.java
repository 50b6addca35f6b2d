package parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OriginsTest {
    private final Origins byHost = new Origins(Optional.empty(), Set.of("https://app.example"));
    private final Origins byUrl =
            new Origins(Optional.of(URI.create("https://chat.example")), Set.of());

    private static Request from(String origin) {
        return Requests.of("GET", "/v1/ws", "Host", "chat.example:8080", "Origin", origin);
    }

    @Test
    void who_says_no_origin_is_let_in() {
        assertThat(byHost.allows(Requests.of("GET", "/v1/ws"))).isTrue();
        assertThat(byHost.isOwnOrAbsent(Requests.of("GET", "/v1/ws"))).isTrue();
    }

    @Test
    void the_servers_own_pages_are_those_of_the_host() {
        assertThat(byHost.allows(from("http://chat.example:8080"))).isTrue();
        assertThat(byHost.allows(from("http://chat.example"))).isFalse();
        assertThat(byHost.allows(from("http://chat.example:8080.evil.example"))).isFalse();
    }

    @Test
    void where_a_public_url_is_set_the_host_tells_nothing() {
        assertThat(byUrl.allows(from("https://chat.example"))).isTrue();
        assertThat(byUrl.allows(from("http://chat.example:8080"))).isFalse();
    }

    @Test
    void a_listed_page_may_connect_but_not_use_the_cookie() {
        assertThat(byHost.allows(from("https://app.example"))).isTrue();
        assertThat(byHost.isOwnOrAbsent(from("https://app.example"))).isFalse();
    }

    @Test
    void null_and_what_is_no_origin_are_refused() {
        assertThat(byHost.allows(from("null"))).isFalse();
        assertThat(byHost.allows(from("http://[broken"))).isFalse();
        assertThat(byHost.allows(from("https://elsewhere.example"))).isFalse();
    }
}
