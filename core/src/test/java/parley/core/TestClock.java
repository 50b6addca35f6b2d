package parley.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that a test moves on.
public final class TestClock implements InstantSource {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }
}
