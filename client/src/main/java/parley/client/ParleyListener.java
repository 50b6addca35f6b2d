package parley.client;

/// Who is told what happens. Called on the client's own thread, one call at a time: while it works
/// nothing more is read, so it should be quick; it may send and ask, but must not wait for answers.
@FunctionalInterface
public interface ParleyListener {
    void happened(ParleyEvent event);

    /// The connection was lost, or couldn't be made; another try follows.
    default void disconnected(String reason) {}

    /// The client stopped for good, and why.
    default void stopped(String reason) {}
}
