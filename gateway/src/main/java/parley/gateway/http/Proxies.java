package parley.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Set;

/// Which proxies are believed when they say whom they speak for. Nobody else's headers are looked
/// at.
///
/// @param trusted addresses of proxies
public record Proxies(Set<String> trusted) {
    public Proxies {
        trusted = Set.copyOf(trusted);
    }

    boolean trusts(InetSocketAddress peer) {
        return trusted.contains(peer.getAddress().getHostAddress());
    }

    /// The client itself: the last address in `X-Forwarded-For` that isn't a trusted proxy.
    InetSocketAddress client(InetSocketAddress peer, HttpHeaders headers) {
        var forwarded = headers.get("X-Forwarded-For");
        if (forwarded == null || !trusts(peer)) {
            return peer;
        }
        var hops = forwarded.split(",");
        for (int i = hops.length - 1; i >= 0; i--) {
            var hop = hops[i].trim();
            if (!trusted.contains(hop) && hop.matches("[0-9a-fA-F.:]+")) {
                return literal(hop, peer);
            }
        }
        return peer;
    }

    private static InetSocketAddress literal(String address, InetSocketAddress otherwise) {
        try {
            // digits, dots and colons alone: no name is looked up
            return new InetSocketAddress(InetAddress.getByName(address), 0);
        } catch (UnknownHostException e) {
            return otherwise;
        }
    }

    boolean saysSecure(InetSocketAddress peer, HttpHeaders headers) {
        return trusts(peer) && "https".equalsIgnoreCase(headers.get("X-Forwarded-Proto"));
    }
}
