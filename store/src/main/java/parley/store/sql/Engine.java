package parley.store.sql;

import java.util.Collection;
import java.util.Optional;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;

/// A database with one lane of ours in it. Thread-safe, but for [#write], which one thread calls at
/// a time.
public interface Engine extends AutoCloseable {
    /// Runs a query on a connection that can only read.
    ///
    /// @throws parley.core.log.LogStore.StoreUnavailable if there is none, or too many wait
    <T> T read(Query<T> query);

    /// The same, for what tells of this conversation: its head, its messages, who belongs to it.
    default <T> T read(ConversationId about, Query<T> query) {
        return read(query);
    }

    /// The same, for what tells of these conversations.
    default <T> T read(Collection<ConversationId> about, Query<T> query) {
        return read(query);
    }

    /// The same for several queries that are to see one state of the database.
    default <T> T snapshot(ConversationId about, Query<T> queries) {
        return read(
                about,
                session -> {
                    session.dialect().beginSnapshot(session);
                    try {
                        return queries.on(session);
                    } finally {
                        session.dialect().endSnapshot(session);
                    }
                });
    }

    /// The same, for what tells of this user's conversations.
    default <T> T read(UserId about, Query<T> query) {
        return read(query);
    }

    /// Where two people talk.
    Optional<ConversationId> between(Pair pair);

    /// Who talks in a direct conversation that isn't in its table yet; whoever asks was told of it
    /// after its commit. Empty for all that are there, and for those that aren't direct.
    default Optional<Pair> unmovedPair(ConversationId conversation) {
        return Optional.empty();
    }

    /// Runs one batch of our lane in a transaction and commits it. A batch that wrote nothing is
    /// rolled back, and its position used again.
    <T> T write(Batch<T> batch);

    /// Runs a small transaction that is no part of the log.
    <T> T alone(Query<T> query);

    /// The number for a new conversation.
    long nextConversation();

    /// Whether the database answers.
    boolean isReady();

    Dialect dialect();

    @Override
    void close();

    /// What is done with a session; it must not keep it.
    @FunctionalInterface
    interface Query<T> {
        T on(Session session);
    }

    /// What is written in one batch.
    @FunctionalInterface
    interface Batch<T> {
        T on(Session session, Position position);
    }
}
