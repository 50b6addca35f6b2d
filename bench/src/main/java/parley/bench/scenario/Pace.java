package parley.bench.scenario;

import java.time.Duration;

/// How fast people talk, and for how long.
///
/// @param perSecond messages of everyone together
/// @param warmup talked before anything counts
/// @param duration how long is measured
/// @param linger how long the last messages are waited for
public record Pace(double perSecond, Duration warmup, Duration duration, Duration linger) {
    double seconds() {
        return warmup.plus(duration).toNanos() / 1e9;
    }
}
