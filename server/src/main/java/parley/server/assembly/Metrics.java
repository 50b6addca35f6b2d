package parley.server.assembly;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import parley.core.log.LaneWriter.CommitMeter;
import parley.gateway.connection.Connection.Door;
import parley.gateway.session.DoorMeter;
import parley.protocol.CloseCode;

/// Live figures for Prometheus. Thread-safe.
final class Metrics implements CommitMeter, DoorMeter {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicBoolean machineBound = new AtomicBoolean();
    private final Map<Door, AtomicInteger> open = new EnumMap<>(Door.class);
    private final Counter entries =
            Counter.builder("parley.log.entries")
                    .description("messages and changes committed")
                    .register(registry);
    private final DistributionSummary batchSize =
            DistributionSummary.builder("parley.commit.batch")
                    .description("entries of a commit")
                    .publishPercentiles(0.5, 0.99)
                    .register(registry);
    private final Timer commits =
            Timer.builder("parley.commit")
                    .description("how long a commit takes")
                    .publishPercentiles(0.5, 0.99)
                    .register(registry);
    private final Counter delivered =
            Counter.builder("parley.fanout.frames")
                    .description("frames given to connections")
                    .register(registry);

    private final Timer searches =
            Timer.builder("parley.search")
                    .description("how long the index takes to answer")
                    .publishPercentiles(0.5, 0.99)
                    .register(registry);

    private final Counter missed =
            Counter.builder("parley.missed")
                    .description(
                            "messages that their addressee was not here for, or did not acknowledge")
                    .register(registry);

    Metrics() {
        for (var door : Door.values()) {
            var count = new AtomicInteger();
            open.put(door, count);
            registry.gauge(
                    "parley.connections",
                    List.of(Tag.of("door", door.name().toLowerCase(Locale.ROOT))),
                    count);
        }
    }

    /// A figure that is asked for when it is read.
    <T> void gauge(String name, T of, ToDoubleFunction<T> figure) {
        registry.gauge(name, of, figure);
    }

    void searched(Duration took) {
        searches.record(took);
    }

    void missed() {
        missed.increment();
    }

    void delivered(int frames) {
        delivered.increment(frames);
    }

    @Override
    public void committed(int count, Duration took) {
        entries.increment(count);
        batchSize.record(count);
        commits.record(took);
    }

    @Override
    public void opened(Door door) {
        count(door).incrementAndGet();
    }

    @Override
    public void closed(Door door) {
        count(door).decrementAndGet();
    }

    private AtomicInteger count(Door door) {
        return Objects.requireNonNull(open.get(door));
    }

    @Override
    public void closing(CloseCode code) {
        registry.counter("parley.closed", "code", Integer.toString(code.number())).increment();
    }

    /// What Prometheus reads. The figures of the JVM are looked for when they are first asked for:
    /// finding them takes as long as all the rest of a start.
    String scrape() {
        if (!machineBound.getAndSet(true)) {
            new JvmMemoryMetrics().bindTo(registry);
            new ProcessorMetrics().bindTo(registry);
        }
        return registry.scrape();
    }
}
