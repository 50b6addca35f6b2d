package parley.core;

/// Tells work that may have to wait whether it is on a thread that mustn't. An event loop tries
/// what can mostly be done from memory at once; what finds that it would have to wait, for the
/// database or for room, ends with [WouldBlock], having changed nothing, and is done again where it
/// may.
public final class Blocking {
    private static final ThreadLocal<Boolean> FORBIDDEN = ThreadLocal.withInitial(() -> false);

    private Blocking() {}

    /// Does the work if that needs no waiting.
    ///
    /// @return whether it would have to wait, and was not done
    public static boolean isNeededFor(Runnable work) {
        FORBIDDEN.set(true);
        try {
            work.run();
            return false;
        } catch (WouldBlock e) {
            return true;
        } finally {
            FORBIDDEN.set(false);
        }
    }

    /// Whether this thread must not wait now.
    public static boolean isForbidden() {
        return FORBIDDEN.get();
    }

    /// What comes next waits.
    ///
    /// @throws WouldBlock on a thread that must not
    public static void begins() {
        if (FORBIDDEN.get()) {
            throw new WouldBlock();
        }
    }

    /// The work needs another thread.
    public static final class WouldBlock extends RuntimeException {
        private static final long serialVersionUID = 1;

        public WouldBlock() {
            super("this would wait", null, false, false);
        }
    }
}
