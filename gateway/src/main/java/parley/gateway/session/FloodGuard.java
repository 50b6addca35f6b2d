package parley.gateway.session;

import parley.protocol.Reply;

/// Tells when a client goes on although it was told to wait: 50 refusals within a minute that
/// disregarded a `retryAfterMs` (PROTOCOL.md section 6). Thread-safe.
final class FloodGuard {
    private static final int WARNINGS = 50;
    private static final long WITHIN_MS = 60_000;

    private long waitUntilMs;
    private long countingSinceMs;
    private int disregarded;

    /// Notes what was answered.
    ///
    /// @return whether it was the one too many
    synchronized boolean refused(Reply.Error error, long now) {
        if (error.retryAfter() == null) {
            return false;
        }
        if (now < waitUntilMs) {
            if (now - countingSinceMs > WITHIN_MS) {
                countingSinceMs = now;
                disregarded = 0;
            }
            disregarded++;
        }
        waitUntilMs = Math.max(waitUntilMs, now + error.retryAfter().toMillis());
        return disregarded >= WARNINGS;
    }
}
