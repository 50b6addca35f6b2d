package parley.gateway.http;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which pages may talk to this server from a browser: its own, and those that are listed
/// (PROTOCOL.md section 3).
///
/// @param publicUrl where the server is reached; empty if the `Host` of a request tells
/// @param listed further origins, as `https://host[:port]`
public record Origins(Optional<URI> publicUrl, Set<String> listed) {
    public Origins {
        listed = Set.copyOf(listed);
    }

    /// Whether a request's `Origin` is its own or listed, or absent.
    public boolean allows(Request request) {
        var origin = request.header("Origin");
        return origin.isEmpty() || isOwn(origin.get(), request) || isListed(origin.get());
    }

    boolean isListed(String origin) {
        return listed.contains(origin.toLowerCase(Locale.ROOT));
    }

    /// Whether a request's `Origin` is its own, or absent.
    public boolean isOwnOrAbsent(Request request) {
        var origin = request.header("Origin");
        return origin.isEmpty() || isOwn(origin.get(), request);
    }

    private boolean isOwn(String origin, Request request) {
        var authority = authority(origin);
        if (authority.isEmpty()) {
            return false; // also "null"
        }
        var own = publicUrl.map(URI::getAuthority).or(() -> request.header("Host"));
        return own.filter(authority.get()::equalsIgnoreCase).isPresent();
    }

    private static Optional<String> authority(String origin) {
        try {
            return Optional.ofNullable(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
