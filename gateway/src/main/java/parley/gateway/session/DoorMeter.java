package parley.gateway.session;

import parley.gateway.connection.Connection.Door;
import parley.protocol.CloseCode;

/// Counts connections. Thread-safe.
public interface DoorMeter {
    void opened(Door door);

    void closed(Door door);

    /// The server closes a connection for this reason.
    void closing(CloseCode code);
}
