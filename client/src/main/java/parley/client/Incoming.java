package parley.client;

import parley.protocol.Fields;

/// What a [Link] brings.
sealed interface Incoming {
    record FrameCame(Fields fields) implements Incoming {}

    /// A cursor that came beside the frames: the id of a Server-Sent Event.
    record CursorCame(String cursor) implements Incoming {}

    /// Nothing but a sign that the other side lives.
    record Alive() implements Incoming {}

    /// The link is over; always the last.
    ///
    /// @param code the WebSocket close code, or [#CUT] if none was told
    record Ended(int code, String reason, long reconnectAfterMs) implements Incoming {
        /// Nobody said why (RFC 6455's name for that).
        static final int CUT = 1006;

        static Ended cut(String reason) {
            return new Ended(CUT, reason, 0);
        }
    }
}
