package parley.micro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/// That every benchmark runs, not how fast anything is.
class BenchmarksTest {
    /// The codec's two on two encodings, fan-out's two, appending's two with three sizes, and seven
    /// searches.
    private static final int BENCHMARKS = 2 * 2 + 2 + 2 * 3 + 7;

    @Test
    void every_benchmark_runs() throws RunnerException {
        var options =
                new OptionsBuilder()
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .measurementTime(TimeValue.milliseconds(50))
                        .param("known", "1000")
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build();
        assertThat(new Runner(options).run())
                .hasSize(BENCHMARKS)
                .allSatisfy(
                        result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
