package parley.bench.wire;

/// A way into the server.
public enum Door {
    TLS("tls", true, false),
    TCP("tcp", false, false),
    WS("http", false, true),
    WSS("https", true, true);

    private final String listener;
    private final boolean secure;
    private final boolean webSocket;

    Door(String listener, boolean secure, boolean webSocket) {
        this.listener = listener;
        this.secure = secure;
        this.webSocket = webSocket;
    }

    /// What a server calls the port behind it.
    public String listener() {
        return listener;
    }

    public boolean isSecure() {
        return secure;
    }

    public boolean isWebSocket() {
        return webSocket;
    }
}
