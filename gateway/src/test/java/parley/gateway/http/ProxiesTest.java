package parley.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProxiesTest {
    private final Proxies trusting = new Proxies(Set.of("192.0.2.1", "192.0.2.2"));
    private final Proxies none = new Proxies(Set.of());

    private static HttpHeaders forwarded(String value) {
        return new DefaultHttpHeaders().add("X-Forwarded-For", value);
    }

    private static String client(Proxies proxies, String value) {
        return proxies.client(Requests.PEER, forwarded(value)).getAddress().getHostAddress();
    }

    @Test
    void nobody_else_is_believed() {
        assertThat(client(none, "203.0.113.9")).isEqualTo("192.0.2.1");
    }

    @Test
    void the_last_address_that_is_no_proxy_is_the_client() {
        assertThat(client(trusting, "203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(client(trusting, "198.51.100.1, 203.0.113.9, 192.0.2.2"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void what_is_no_address_is_never_looked_up() {
        assertThat(client(trusting, "localhost")).isEqualTo("192.0.2.1");
        assertThat(client(trusting, "1.2.3.4.5")).isEqualTo("192.0.2.1");
    }

    @Test
    void https_is_believed_of_a_proxy_alone() {
        var headers = new DefaultHttpHeaders().add("X-Forwarded-Proto", "https");
        assertThat(trusting.saysSecure(Requests.PEER, headers)).isTrue();
        assertThat(none.saysSecure(Requests.PEER, headers)).isFalse();
    }
}
