package parley.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import parley.protocol.Fields;
import parley.protocol.Frame;

/// One person's client. It connects, comes back, sends each message once and tells a listener what
/// happens, until it is closed. Thread-safe.
///
///     var rest = new Rest(address.rest(), Trust.system());
///     var client = ParleyClient.to(address).start(rest.login("ann", "secret"), System.out::println);
///     client.send(Draft.of("@bob", "hello")).join();
public final class ParleyClient implements AutoCloseable {
    private static final int RESOLVED = 1_000;

    private final ClientParts parts;
    private final Session session;
    private final Thread thread;
    private final Map<String, String> resolved = new ConcurrentHashMap<>();

    private ParleyClient(ClientParts parts) {
        this.parts = parts;
        session = new Session(parts);
        thread = Thread.ofVirtual().name("parley-client").start(session::run);
    }

    public static Builder to(ServerAddress address) {
        return new Builder(address);
    }

    /// What may be chosen about a client.
    public static final class Builder {
        private final ServerAddress address;
        private Trust trust = Trust.system();
        private ClientState state = ClientState.inMemory();
        private Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(30));
        private boolean acknowledges = true;

        private Builder(ServerAddress address) {
            this.address = address;
        }

        public Builder trust(Trust chosen) {
            trust = chosen;
            return this;
        }

        /// Where the client's place is kept; without it, as long as the client lives.
        public Builder state(ClientState chosen) {
            state = chosen;
            return this;
        }

        public Builder backoff(Backoff chosen) {
            backoff = chosen;
            return this;
        }

        /// Leaves saying what was received to the caller.
        public Builder withoutAcknowledging() {
            acknowledges = false;
            return this;
        }

        /// Begins to connect.
        public ParleyClient start(Tokens tokens, ParleyListener listener) {
            var options = new ClientParts.Options(state, backoff, acknowledges, listener);
            return new ParleyClient(new ClientParts(address, trust, tokens, options));
        }
    }

    /// Puts a message in line, under a key of its own. The future ends when it is durable, or
    /// refused for good.
    ///
    /// A `@username` is resolved first, once: that blocks for a moment.
    public CompletableFuture<Sent> send(Draft draft) {
        return send(Session.newKey(), draft);
    }

    /// The same under the caller's key: given twice, it is sent once.
    public CompletableFuture<Sent> send(String key, Draft draft) {
        CompletableFuture<Sent> future;
        try {
            var to = draft.to().startsWith("@") ? resolve(draft.to()) : draft.to();
            future =
                    parts.outbox()
                            .add(
                                    key,
                                    new Draft(to, draft.text(), draft.replyTo(), draft.mentions()));
        } catch (CommandFailed e) {
            return CompletableFuture.failedFuture(e);
        }
        session.pump();
        return future;
    }

    // a name that was given up may be another's later, so retries go by the id
    private String resolve(String username) {
        if (resolved.size() >= RESOLVED) {
            resolved.clear();
        }
        return resolved.computeIfAbsent(
                username, name -> parts.rest().user(parts.tokens(), name).id());
    }

    /// Any command of the protocol, by its type and further fields.
    ///
    /// @return the reply; it fails with [CommandFailed], also when the connection goes before it
    public CompletableFuture<Fields> command(String type, Frame body) {
        var future = new CompletableFuture<Fields>();
        var asker =
                new Asks.Asker() {
                    @Override
                    public void answered(Fields reply) {
                        if ("ok".equals(reply.text("type"))) {
                            future.complete(reply);
                        } else {
                            future.completeExceptionally(CommandFailed.of(reply));
                        }
                    }

                    @Override
                    public void lost() {
                        future.completeExceptionally(
                                new CommandFailed(
                                        CommandFailed.DISCONNECTED, "the connection went"));
                    }
                };
        if (!session.ask(type, body, asker)) {
            asker.lost();
        }
        return future;
    }

    /// Messages before a seq, oldest first, each in its present state.
    ///
    /// @param before 0 for the latest
    public CompletableFuture<List<ParleyEvent.Message>> history(
            String conversation, long before, int limit) {
        return command(
                        "history",
                        out ->
                                out.put("conversation", conversation)
                                        .putUnlessZero("before", before)
                                        .put("limit", limit))
                .thenApply(reply ->
                        reply.objects("messages").stream()
                                .map(ParleyEvent::durable)
                                .filter(ParleyEvent.Message.class::isInstance)
                                .map(ParleyEvent.Message.class::cast)
                                .toList());
    }

    /// The changes after a rev, oldest first; 100 at most.
    public CompletableFuture<List<ParleyEvent.Durable>> changes(String conversation, long after) {
        return command(
                        "changes",
                        out ->
                                out.put("conversation", conversation)
                                        .put("after", after)
                                        .put("limit", 100))
                .thenApply(reply ->
                        reply.objects("events").stream().map(ParleyEvent::durable).toList());
    }

    public CompletableFuture<Conversation> head(String conversation) {
        return command("head", out -> out.put("conversation", conversation))
                .thenApply(reply -> Conversation.of(reply.object("conversation").orElseThrow()));
    }

    /// Everything up to here is received; without [Builder#withoutAcknowledging] the client says so
    /// by itself.
    public void received(String conversation, long seq) {
        session.say(parts.marks().received(conversation, seq));
    }

    /// Everything up to here is read.
    public void read(String conversation, long seq) {
        session.say(parts.marks().read(conversation, seq));
    }

    public void typing(String conversation, boolean on) {
        session.say(
                out -> out.put("type", "typing").put("conversation", conversation).put("on", on));
    }

    /// @param state `online`, `away`, `busy` or `invisible`
    public void presence(String state) {
        session.say(out -> out.put("type", "presence").put("state", state));
    }

    /// The users on screen; replaces the last list.
    public void watch(List<String> users) {
        session.say(out -> out.put("type", "watch").texts("users", users));
    }

    public Rest rest() {
        return parts.rest();
    }

    /// The tokens of the moment, for [#rest].
    public Tokens tokens() {
        return parts.tokens();
    }

    /// This user's id; null before the first hello.
    public @Nullable String self() {
        return session.self();
    }

    /// Whether all that was missed is told and what happens is told as it happens.
    public boolean isLive() {
        return session.isLive();
    }

    /// Stops. What the server hasn't acknowledged fails with `disconnected`.
    @Override
    public void close() {
        session.close();
        thread.interrupt();
        parts.close();
    }
}
