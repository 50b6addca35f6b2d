package parley.client;

import java.time.Duration;
import parley.protocol.Fields;

/// Gets new tokens: before the old ones end, or when the server doesn't take them any more.
final class Renewal {
    private static final Duration REFRESH_BEFORE = Duration.ofMinutes(2);
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
    private volatile boolean renewing;

    Renewal(ClientParts parts) {
        this.parts = parts;
    }

    /// Gets new ones before anything else.
    ///
    /// @return whether it is worth to connect again
    boolean atOnce() {
        try {
            parts.renew();
            return true;
        } catch (CommandFailed e) {
            if (e.code().equals(CommandFailed.DISCONNECTED) || e.code().equals("rate_limited")) {
                return true; // there is nobody to ask yet
            }
            parts.listener().stopped("signed out: " + e.getMessage());
            return false;
        }
    }

    /// Gets new ones aside if the old ones end soon, and gives them to the session.
    void inTime(Session session) {
        if (renewing || !parts.tokens().endsWithin(REFRESH_BEFORE)) {
            return;
        }
        renewing = true;
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
