package parley.client;

import java.io.IOException;
import java.net.http.HttpClient;

/// What one client is made of, beside its session.
final class ClientParts {
    private final ServerAddress address;
    private final Trust trust;
    private final HttpClient http;
    private final Options options;
    private final Rest rest;
    private final Outbox outbox = new Outbox();
    private final Asks asks = new Asks();
    private final Marks marks = new Marks();
    private volatile Tokens tokens;

    /// What may be chosen.
    record Options(
            ClientState state, Backoff backoff, boolean acknowledges, ParleyListener listener) {}

    ClientParts(ServerAddress address, Trust trust, Tokens tokens, Options options) {
        this.address = address;
        this.trust = trust;
        this.tokens = tokens;
        this.options = options;
        http = Rest.client(trust);
        rest = new Rest(address.rest(), http);
    }

    Link open() throws IOException, InterruptedException {
        return switch (address.door()) {
            case TCP, TLS -> LineLink.open(address, trust);
            case WEBSOCKET, WEBSOCKET_CBOR -> WebSocketLink.open(http, address);
            case SSE, POLL -> HttpLink.open(http, address, () -> tokens.access());
        };
    }

    /// Exchanges the refresh token for the next. One at a time.
    synchronized Tokens renew() {
        tokens = rest.refresh(tokens);
        return tokens;
    }

    Tokens tokens() {
        return tokens;
    }

    Rest rest() {
        return rest;
    }

    Outbox outbox() {
        return outbox;
    }

    Asks asks() {
        return asks;
    }

    Marks marks() {
        return marks;
    }

    ClientState state() {
        return options.state();
    }

    Backoff backoff() {
        return options.backoff();
    }

    boolean acknowledges() {
        return options.acknowledges();
    }

    ParleyListener listener() {
        return options.listener();
    }

    void close() {
        http.shutdownNow();
    }
}
