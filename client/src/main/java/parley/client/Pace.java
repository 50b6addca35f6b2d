package parley.client;

import java.util.function.LongSupplier;
import parley.protocol.Fields;

/// How many commands of a kind may be on the wire at once. After a `rate_limited` none is sent
/// until the time that it named is over; then one at a time, and one more for every [#OKS] that
/// went well in a row, up to the most.
///
/// One more for each that went well would have as many on the wire as the server lets in at once
/// when it lets none in any more; and it counts all but the first of these as disregarding what it
/// said, up to 50 a minute (PROTOCOL.md section 6).
///
/// Not thread-safe.
final class Pace {
    private static final int OKS = 16;

    private final int most;
    private final LongSupplier nanos;
    private int window;
    private int oks;
    private boolean resting;
    private long until;

    /// @param most on the wire at once
    /// @param nanos a clock that never goes back
    Pace(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
        window = most;
    }

    /// For how long a refusal asks to wait.
    static long waitMs(Fields error) {
        return Math.clamp(error.count("retryAfterMs", 1_000), 1, 60_000);
    }

    /// Whether one more may be sent.
    ///
    /// @param flying on the wire already
    boolean allows(int flying) {
        if (resting && until - nanos.getAsLong() <= 0) {
            resting = false;
        }
        return !resting && flying < window;
    }

    /// One went well.
    void ok() {
        oks++;
        if (oks >= OKS && window < most) {
            oks = 0;
            window++;
        }
    }

    /// One was refused since there were too many.
    void limited(long waitMs) {
        long then = nanos.getAsLong() + waitMs * 1_000_000;
        if (!resting || then - until > 0) {
            until = then;
        }
        resting = true;
        window = 1;
        oks = 0;
    }

    /// How long until the rest is over; [Long#MAX_VALUE] if there is none.
    long nextMs() {
        return resting ? Math.max(1, (until - nanos.getAsLong()) / 1_000_000) : Long.MAX_VALUE;
    }
}
