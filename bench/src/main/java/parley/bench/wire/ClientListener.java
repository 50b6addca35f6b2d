package parley.bench.wire;

/// What a connection tells those who play the person behind it, on its event loop. Texts are bytes
/// of the loop's own buffer, good during the call.
public interface ClientListener {
    /// The id of an answer that nobody asked for: a conversation came with a part of what was
    /// missed.
    String INCOMPLETE = "incomplete";

    /// It is logged in, and has what it missed.
    void ready(Client client);

    /// The server stored a message.
    ///
    /// @param at where the id of the send begins
    void acknowledged(Client client, byte[] bytes, int at, int length);

    /// The server didn't store a message.
    void refused(Client client, byte[] bytes, int at, int length);

    /// A message came.
    ///
    /// @param missed whether it came with what was missed, where what is known may come again
    void received(Client client, byte[] bytes, int at, int length, boolean missed);

    /// The message that is given next to [#received] stands there.
    ///
    /// @param at where the conversation's id begins
    void told(Client client, byte[] bytes, int at, int length, long seq);

    /// Another command was answered.
    void answered(Client client, Answer answer);

    /// The connection ended, by itself or by [Client#close].
    ///
    /// @param code why, 0 if it wasn't said
    /// @param reconnectAfterMs when to come back
    void gone(Client client, int code, long reconnectAfterMs);

    /// The answer to a command that isn't a send.
    ///
    /// @param id of the command
    /// @param ok whether it was done
    /// @param conversation that it is about, or empty
    /// @param items events or messages in it
    /// @param more whether there are others
    /// @param oldestSeq of a page of history, 0 if it is empty
    record Answer(
            String id, boolean ok, String conversation, int items, boolean more, long oldestSeq) {}
}
