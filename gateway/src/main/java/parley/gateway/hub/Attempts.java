package parley.gateway.hub;

import parley.core.log.LogStore.StoreUnavailable;

/// How often something is tried again that must be told. While the database is away or busy it
/// waits, up to some ten seconds, rather than that everyone comes back at once and asks it the
/// same.
final class Attempts {
    private static final int MAX = 3;
    private static final int MAX_UNAVAILABLE = 9;
    private static final long FIRST_REST_MS = 40; // then twice as long each time

    private Attempts() {}

    /// Rests if that may help.
    ///
    /// @param attempt which one failed; 1 is the first
    /// @return whether it is to be tried again
    static boolean again(int attempt, RuntimeException why) {
        if (!(why instanceof StoreUnavailable)) {
            return attempt < MAX;
        }
        if (attempt >= MAX_UNAVAILABLE) {
            return false;
        }
        try {
            Thread.sleep(FIRST_REST_MS << (attempt - 1));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
