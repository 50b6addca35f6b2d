package parley.micro;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import parley.core.message.MessageDraft;

/// What one batch of direct messages costs the writer on SQLite, commit and all. The time is a
/// batch's: divide it by its messages for that of one.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AppendBenchmark {
    /// As many as the writer takes at once.
    private static final int LARGEST = 1_000;

    /// Conversations that exist: enough that a batch's are scattered.
    @Param("20000")
    private int known = LARGEST;

    @Param({"1", "64", "1000"})
    private int batch = 1;

    private final Drafts drafts = new Drafts();
    private final SplittableRandom random = new SplittableRandom(1);
    private final ScratchLog log = new ScratchLog();
    private long made;

    @Setup
    public void makePairs() {
        while (made < known) {
            log.write(messages(LARGEST, () -> made++), told -> {});
        }
    }

    private List<MessageDraft> messages(int count, LongSupplier toPair) {
        var messages = new ArrayList<MessageDraft>(count);
        for (int i = 0; i < count; i++) {
            messages.add(drafts.to(Drafts.pair(toPair.getAsLong()), null));
        }
        return messages;
    }

    /// People who write to each other for the first time.
    @Benchmark
    public void newPairs() {
        log.write(messages(batch, () -> made++), told -> {});
    }

    /// People who have written to each other before.
    @Benchmark
    public void knownPairs() {
        log.write(messages(batch, () -> random.nextLong(known)), told -> {});
    }

    @TearDown
    public void close() {
        log.close();
    }
}
