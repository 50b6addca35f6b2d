package parley.gateway.session;

import parley.protocol.Reply;

/// When a connection was heard last, and what its silence calls for (PROTOCOL.md section 3). For
/// its event loop.
final class Heartbeat {
    private static final long ASK_MS = Reply.Welcome.HEARTBEAT_MS;
    private static final long SILENT_MS = ASK_MS + 10_000;

    private long heardMs;
    private boolean asked;

    /// What is to be done now.
    enum Due {
        NOTHING,
        /// To ask for a sign of life; due once in a silence.
        PING,
        /// To give it up.
        END
    }

    Heartbeat(long nowMs) {
        heardMs = nowMs;
    }

    void heard(long nowMs) {
        heardMs = nowMs;
        asked = false;
    }

    Due due(long nowMs) {
        long silentMs = nowMs - heardMs;
        if (silentMs >= SILENT_MS) {
            return Due.END;
        }
        if (silentMs < ASK_MS || asked) {
            return Due.NOTHING;
        }
        asked = true;
        return Due.PING;
    }
}
