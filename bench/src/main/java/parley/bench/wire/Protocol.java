package parley.bench.wire;

/// One messenger's protocol, spoken for all connections of one event loop.
public interface Protocol {
    /// The connection is open, and secured where its door is: logs in.
    void opened(Client client);

    /// Takes the whole frames out of these bytes, and tells the client's listener of them.
    ///
    /// @return where the first byte stands that was not taken
    int take(Client client, byte[] bytes, int from, int to);

    /// Sends a message. It leaves with the loop's next [Loop#flush].
    ///
    /// @param to the addressee or group, as its server names it
    /// @param text begins with the stamp, by which it is acknowledged
    /// @param stamp so many bytes of it are the stamp
    void send(Client client, byte[] to, byte[] text, int stamp);

    /// Sends another command, which the protocol may not have; then nothing happens.
    default void command(Client client, byte[] frame) {}
}
