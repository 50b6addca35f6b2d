package parley.gateway.http;

import io.netty.handler.codec.http.HttpHeaders;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One HTTP request, whole.
///
/// @param path decoded, without the query
/// @param secure whether it came by HTTPS
/// @param from where from, past the proxies that are trusted
public record Request(
        String method,
        String path,
        Map<String, List<String>> query,
        HttpHeaders headers,
        byte[] body,
        boolean secure,
        InetSocketAddress from) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public Optional<String> parameter(String name) {
        return query.getOrDefault(name, List.of()).stream().findFirst();
    }

    /// The value of a cookie.
    public Optional<String> cookie(String name) {
        for (var header : headers.getAll("Cookie")) {
            for (var pair : header.split(";")) {
                int equals = pair.indexOf('=');
                if (equals > 0 && pair.substring(0, equals).trim().equals(name)) {
                    return Optional.of(pair.substring(equals + 1).trim());
                }
            }
        }
        return Optional.empty();
    }

    /// Leaves out headers, query and body, which may hold secrets.
    @Override
    public String toString() {
        return method + " " + path;
    }
}
