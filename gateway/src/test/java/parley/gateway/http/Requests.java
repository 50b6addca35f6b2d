package parley.gateway.http;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import java.net.InetSocketAddress;
import java.util.Map;

/// Requests as they come out of the door.
final class Requests {
    static final InetSocketAddress PEER = new InetSocketAddress("192.0.2.1", 4711);

    private Requests() {}

    /// @param headers names and values, alternating
    static Request of(String method, String path, String... headers) {
        var all = new DefaultHttpHeaders();
        for (int i = 0; i < headers.length; i += 2) {
            all.add(headers[i], headers[i + 1]);
        }
        return new Request(method, path, Map.of(), all, new byte[0], false, PEER);
    }
}
