package parley.bench.scenario;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.HdrHistogram.Histogram;
import parley.bench.load.Tally;
import parley.bench.report.Result;
import parley.bench.report.Result.Curve;

/// Someone who is in a conversation with everyone else looks back through a long one, page by page,
/// and comes with and without a cursor.
///
/// @param messages of the long conversation
/// @param pageSize messages of a page
/// @param comings how often it is measured how long coming takes
public record History(int messages, int pageSize, int comings) implements Scenario {
    private static final int READER = 0;
    private static final int WRITER = 1;
    private static final double PER_SECOND = 2_000; // while what is read later is written
    private static final Pace PATIENCE =
            new Pace(PER_SECOND, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1));

    @Override
    public String name() {
        return "history";
    }

    /// Everyone writes to the reader.
    private record ToReader(byte[][] addresses) implements Talk {
        @Override
        public int pick(int sender, SplittableRandom random) {
            return sender == READER ? WRITER : READER;
        }

        @Override
        public byte[] address(int picked) {
            return addresses[picked];
        }

        @Override
        public int receivers(int picked) {
            return 1;
        }

        @Override
        public long streams(double messagesEach) {
            return addresses.length;
        }
    }

    @Override
    public Result play(Scene scene, PrintStream progress) {
        var result = new Result(name(), scene.target().name(), scene.door().name());
        var talk = new ToReader(Talk.addresses(scene.people()));
        try (var crowd = new Crowd(scene, talk.streams(1))) {
            var meter = new Meter(crowd, scene.target(), progress);
            Login.of(scene, crowd, meter, result);
            var old = scene.notebook().cursor(READER);
            var latest = new AtomicReference<>("");
            crowd.each(crew -> crew.watch(READER, latest::set));
            write(scene, crowd, meter, talk);
            result.add("conversations", crowd.people() - 1);
            result.add("messages in the long one", messages);
            result.curves(
                    List.of(
                            Meter.curve("a page", pages(latest.get(), crowd, meter, result)),
                            come("coming without a cursor", "", scene, crowd, result),
                            come("coming with an old cursor", old, scene, crowd, result)));
            Talking.counts(scene, crowd.totals(), result);
            result.over(meter.samples());
        }
        return result;
    }

    /// First each other person writes once, then one of them much, so that theirs is the latest
    /// conversation.
    private void write(Scene scene, Crowd crowd, Meter meter, Talk talk) {
        double overMs = 1_000 * crowd.people() / PER_SECOND;
        crowd.speak(talk, Speech.Manner.once(Math.max(1, overMs)));
        meter.await(PATIENCE.linger(), () -> crowd.totals().acknowledged() >= crowd.people());
        crowd.speak(talk, Speech.Manner.alone(WRITER, 1_000 / PER_SECOND));
        long wanted = crowd.people() + (long) messages;
        meter.await(PATIENCE.linger(), () -> crowd.totals().sent() >= wanted);
        crowd.each(Crew::hush);
        Talking.settle(scene, crowd, meter, PATIENCE);
    }

    private Histogram pages(String conversation, Crowd crowd, Meter meter, Result result) {
        var times = Tally.histogram();
        long before = Long.MAX_VALUE >>> 12; // beyond what there is, and exact in every language
        long seen = 0;
        var from = meter.now();
        while (true) {
            long start = System.nanoTime();
            var page =
                    crowd.ask(
                            READER,
                            "page-" + before,
                            "{\"type\":\"history\",\"id\":\"page-%d\",\"conversation\":\"%s\",\"before\":%d,\"limit\":%d}"
                                    .formatted(before, conversation, before, pageSize));
            Tally.record(times, (System.nanoTime() - start) / 1_000);
            seen += page.items();
            before = page.oldestSeq();
            if (!page.more() || page.items() == 0) {
                break;
            }
        }
        var to = meter.now();
        result.add("messages seen", seen);
        Talking.latencies("a page", times, result);
        result.add(
                "a page: server CPU",
                to.serverCpu().minus(from.serverCpu()).toNanos() / 1e6 / times.getTotalCount(),
                "ms");
        if (seen < messages) {
            result.fault("of %d messages %d were seen".formatted(messages, seen));
        }
        return times;
    }

    /// The reader leaves and comes again, as often as is measured.
    private Curve come(String how, String cursor, Scene scene, Crowd crowd, Result result) {
        var times = Tally.histogram();
        for (int i = 0; i < comings; i++) {
            crowd.leave(person -> person == READER);
            crowd.await(() -> crowd.totals().connected() < crowd.people());
            scene.notebook().forget(READER);
            scene.notebook().cursor(READER, cursor);
            long start = System.nanoTime();
            crowd.come(person -> person == READER);
            crowd.await(() -> crowd.totals().connected() == crowd.people());
            Tally.record(times, (System.nanoTime() - start) / 1_000);
        }
        Talking.latencies(how, times, result);
        return Meter.curve(how, times);
    }
}
