package parley.client;

import java.net.URI;

/// Where a server is, and by which door to go in.
///
/// @param rest the HTTP address, which signing in needs whatever the door
/// @param host where the door is
public record ServerAddress(Door door, URI rest, String host, int port) {

    /// Reads `http://`, `https://`, `ws://` or `wss://` (a WebSocket), or `http+sse://`,
    /// `https+sse://`, `http+poll://` and `https+poll://`.
    public static ServerAddress of(String text) {
        var given = URI.create(text);
        String scheme = given.getScheme() == null ? "" : given.getScheme();
        return switch (scheme) {
            case "http", "https" -> of(Door.WEBSOCKET, scheme, given);
            case "ws" -> of(Door.WEBSOCKET, "http", given);
            case "wss" -> of(Door.WEBSOCKET, "https", given);
            case "http+sse" -> of(Door.SSE, "http", given);
            case "https+sse" -> of(Door.SSE, "https", given);
            case "http+poll" -> of(Door.POLL, "http", given);
            case "https+poll" -> of(Door.POLL, "https", given);
            default ->
                    throw new IllegalArgumentException(
                            "'" + text + "' is no address; try https://chat.example.org");
        };
    }

    private static ServerAddress of(Door door, String scheme, URI given) {
        if (given.getHost() == null) {
            throw new IllegalArgumentException("'" + given + "' names no host");
        }
        int port = given.getPort() >= 0 ? given.getPort() : scheme.equals("https") ? 443 : 80;
        var rest = URI.create(scheme + "://" + given.getAuthority());
        return new ServerAddress(door, rest, given.getHost(), port);
    }

    /// The same server by another of its HTTP doors.
    public ServerAddress by(Door other) {
        if (other.isLines()) {
            throw new IllegalArgumentException(other + " needs a host and port; use lines");
        }
        return new ServerAddress(other, rest, host, port);
    }

    /// The same server by its TCP or TLS port.
    public ServerAddress lines(Door other, String at, int on) {
        if (!other.isLines()) {
            throw new IllegalArgumentException(other + " isn't a door of lines");
        }
        return new ServerAddress(other, rest, at, on);
    }
}
