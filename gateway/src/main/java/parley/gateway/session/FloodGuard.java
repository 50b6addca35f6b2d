package parley.gateway.session;

import parley.protocol.Reply;

/// Tells when a client goes on although it was told to wait: 50 refusals within a minute that
/// disregarded a `retryAfterMs` (PROTOCOL.md section 6). What was on its way before the first
/// refusal could be read disregards nothing, so those of the first second aren't counted; another
/// such second is given only after the client was quiet for as long. Thread-safe.
final class FloodGuard {
    private static final int WARNINGS = 50;
    private static final long WITHIN_MS = 60_000;
    private static final long GRACE_MS = 1_000;

    private long waitUntilMs = Long.MIN_VALUE / 2;
    private long graceUntilMs = Long.MIN_VALUE / 2;
    private long countingSinceMs;
    private int disregarded;

    /// Notes what was answered.
    ///
    /// @return whether it was the one too many
    synchronized boolean refused(Reply.Error error, long now) {
        if (error.retryAfter() == null) {
            return false;
        }
        if (now >= waitUntilMs + GRACE_MS) {
            graceUntilMs = now + GRACE_MS;
        } else if (now < waitUntilMs && now >= graceUntilMs) {
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
