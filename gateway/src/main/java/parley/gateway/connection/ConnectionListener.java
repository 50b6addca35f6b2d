package parley.gateway.connection;

import parley.protocol.Fields;
import parley.protocol.FrameError;

/// What a connection tells of what comes in. Called on the connection's event loop; must not block.
public interface ConnectionListener {
    /// A frame came.
    void received(Fields frame);

    /// Bytes that a message of several frames may have now.
    int messageBytes();

    /// Something came that isn't a frame.
    void receivedBad(FrameError error);

    /// Bytes of any kind came: the other side lives.
    void heard();

    /// The connection is gone, for whatever reason. Called once.
    void closed();
}
