package parley.micro;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
import parley.core.id.ConversationId;
import parley.core.search.MessageFinder.Conditions;
import parley.core.search.MessageFinder.Found;
import parley.core.search.MessageFinder.Reach;
import parley.core.search.MessageFinder.Wanted;
import parley.core.search.SearchQuery;
import parley.search.SearchIndex;
import parley.search.SearchIndex.Followed;

/// What the first page of a search costs in an index of many messages, of which the reader may see
/// a tenth. Reading the hits from the store is not in it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 3)
public class SearchBenchmark {
    private static final int PAGE = 20;

    /// Messages in the index.
    @Param("1000000")
    private int known = 1_000;

    /// What is searched for: a word that a third of all messages has, one that hardly any has, the
    /// beginning of many words, a word with a slip in it, two words, two that follow each other,
    /// and no word at all.
    @Param({"common", "rare", "beginning", "slip", "two", "phrase", "newest"})
    private String query = "common";

    private Path folder = Path.of("");
    private @Nullable SearchIndex index;
    private Wanted wanted = wanted("x");

    @Setup
    public void build() throws IOException, InterruptedException {
        folder = Files.createTempDirectory("parley-search");
        long start = System.nanoTime();
        var made =
                new SearchIndex(
                                new SearchIndex.Place(folder, 16, "made"),
                                new Followed(
                                        new MadeLog(known),
                                        (conversation, seq) -> Optional.empty(),
                                        MadeLog::pairs),
                                Clock.systemUTC())
                        .start();
        index = made;
        while (made.status().building() || made.status().documents() < known) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        System.out.printf(
                "indexed %,d messages in %,d ms, %,d bytes%n",
                known, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start), bytes(folder));
        wanted = wanted(text());
    }

    private String text() {
        return switch (query) {
            case "common" -> MadeLog.word(0) + " ";
            case "rare" -> MadeLog.word(40_000) + " ";
            case "beginning" -> MadeLog.word(10).substring(0, 2);
            case "slip" -> MadeLog.word(40).replaceFirst("(.)(.)(.)", "$1$2q") + " ";
            case "two" -> MadeLog.word(0) + " " + MadeLog.word(7) + " ";
            case "phrase" -> "\"" + MadeLog.word(0) + " " + MadeLog.word(2) + "\"";
            default -> "after:2020-01-01";
        };
    }

    private static Wanted wanted(String text) {
        var parsed = SearchQuery.parse(text);
        var groups = new HashMap<ConversationId, Long>();
        for (int i = 1; i <= MadeLog.GROUPS; i++) {
            groups.put(new ConversationId(i), i % 5 == 0 ? 100_000L : 1L);
        }
        return new Wanted(
                parsed.words(),
                new Reach(MadeLog.READER, groups),
                new Conditions(
                        Set.of(), Optional.empty(), parsed.has(), parsed.since(), null, false),
                Instant.now());
    }

    private static long bytes(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Benchmark
    public Found firstPage() {
        return Objects.requireNonNull(index).finder().find(wanted, null, PAGE);
    }

    @TearDown
    public void close() throws IOException {
        Objects.requireNonNull(index).close();
        List<Path> files;
        try (var all = Files.walk(folder)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (var file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
