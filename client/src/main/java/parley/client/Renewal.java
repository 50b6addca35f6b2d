package parley.client;

import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import parley.protocol.Fields;

/// Gets new tokens: before the old ones end, or when the server doesn't take them any more.
final class Renewal {
    private static final Duration REFRESH_BEFORE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// What says that this device is signed out, rather than that nobody could say now.
    private static final Set<String> FINAL = Set.of("unauthorized", "disabled", "forbidden");

    private static final Asks.Asker IGNORED =
            new Asks.Asker() {
                @Override
                public void answered(Fields reply) {
                    // nothing follows from it
                }

                @Override
                public void lost() {
                    // nor from its loss
                }
            };

    private final ClientParts parts;
    private final LongSupplier nanos;
    private volatile boolean renewing;
    private long triedNanos;

    /// @param nanos a clock that never goes back
    Renewal(ClientParts parts, LongSupplier nanos) {
        this.parts = parts;
        this.nanos = nanos;
        triedNanos = nanos.getAsLong() - PAUSE.toNanos();
    }

    /// Gets new ones before anything else.
    ///
    /// @return whether it is worth to connect again
    boolean atOnce() {
        try {
            parts.renew();
            return true;
        } catch (CommandFailed e) {
            if (FINAL.contains(e.code())) {
                parts.listener().stopped("signed out: " + e.getMessage());
                return false;
            }
            return true; // there is nobody to ask yet
        }
    }

    /// Gets new ones aside if the old ones end soon, and gives them to the session. One try in
    /// [#PAUSE]. For the client's thread.
    void inTime(Session session) {
        if (renewing
                || nanos.getAsLong() - triedNanos < PAUSE.toNanos()
                || !parts.tokens().endsWithin(REFRESH_BEFORE)) {
            return;
        }
        renewing = true;
        triedNanos = nanos.getAsLong();
        Thread.ofVirtual()
                .start(() -> {
                    try {
                        var fresh = parts.renew();
                        session.ask("auth", out -> out.put("token", fresh.access()), IGNORED);
                    } catch (CommandFailed e) {
                        parts.listener().disconnected("no new token: " + e.getMessage());
                    } finally {
                        renewing = false;
                    }
                });
    }
}
