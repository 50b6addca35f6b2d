package parley.protocol;

/// The numbers of PROTOCOL.md that both sides keep to.
public final class Limits {
    /// Bytes of a frame that the server takes, after inflating.
    public static final int FRAME_BYTES = 64 * 1024;

    /// Bytes of a WebSocket message that the server takes from who said `hello`, after inflating;
    /// from everyone else as many as one frame may have.
    public static final int MESSAGE_BYTES = 256 * 1024;

    /// Frames of one WebSocket message that the server takes.
    public static final int MESSAGE_FRAMES = 10_000;

    /// Bytes of a frame that the server sends.
    public static final int SENT_FRAME_BYTES = 256 * 1024;

    /// Bytes of a WebSocket message that the server sends.
    public static final int SENT_MESSAGE_BYTES = 1024 * 1024;

    /// How deep objects and arrays may lie in each other.
    public static final int DEPTH = 32;

    /// Code points of a text.
    public static final int TEXT_LENGTH = 5000;

    /// Bytes that may wait to be sent on a connection before it is closed as too slow.
    public static final int BUFFER_BYTES = 1024 * 1024;

    /// Members up to which a conversation's receipts are told to everyone.
    public static final int RECEIPT_MEMBERS = 50;

    /// Characters of a command's id.
    public static final int COMMAND_ID = 64;

    /// Users on a watch list.
    public static final int WATCHED = 500;

    /// Bytes from which a frame may be compressed.
    public static final int DEFLATE_FROM_BYTES = 512;

    private Limits() {}
}
