package parley.client;

/// The ways into a server. What can be said is the same through all of them.
public enum Door {
    WEBSOCKET,
    /// WebSocket with binary frames.
    WEBSOCKET_CBOR,
    TCP,
    TLS,
    /// Server-Sent Events, and commands by POST.
    SSE,
    /// Long polls, and commands by POST.
    POLL;

    boolean isLines() {
        return this == TCP || this == TLS;
    }
}
