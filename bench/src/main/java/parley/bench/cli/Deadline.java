package parley.bench.cli;

import java.time.Duration;

/// Ends the program if it takes too long, so that no load goes on unattended. What was started ends
/// with it.
final class Deadline {
    private static final int TOO_LONG = 3;

    private final Thread thread;

    private Deadline(Thread thread) {
        this.thread = thread;
    }

    static Deadline start(Duration time) {
        return new Deadline(
                Thread.ofVirtual()
                        .name("deadline")
                        .start(() -> {
                            try {
                                Thread.sleep(time);
                                System.err.println(
                                        "bench: stopped after " + time.toMinutes() + " min");
                                System.exit(TOO_LONG);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt(); // it ended in time
                            }
                        }));
    }

    void cancel() {
        thread.interrupt();
    }
}
