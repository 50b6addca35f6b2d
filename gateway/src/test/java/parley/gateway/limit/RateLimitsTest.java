package parley.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

final class RateLimitsTest {
    private static String network(String address) {
        return RateLimits.network(new InetSocketAddress(address, 1));
    }

    @Test
    void an_ipv6_address_counts_as_its_64_bits() {
        assertThat(network("2001:db8:1:2:3::4")).isEqualTo(network("2001:db8:1:2:ffff::1"));
        assertThat(network("2001:db8:1:2::1")).isNotEqualTo(network("2001:db8:1:3::1"));
        assertThat(network("192.0.2.1")).isNotEqualTo(network("192.0.2.2"));
        assertThat(network("::ffff:192.0.2.1")).isEqualTo(network("192.0.2.1"));
    }
}
