package parley.micro;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;
import parley.core.conversation.Pair;
import parley.core.message.MessageDraft;

/// Whether a message costs more when many are stored: fills a database with messages of 10,000
/// people, each to one of 20 others or to anyone, and tells at each power of ten what the last
/// stretch cost. The CPU is the whole process's, with the writer, what is moved behind it and the
/// checkpoints, and the making of the messages.
public final class Growth {
    private static final int PEOPLE = 10_000;
    private static final int PARTNERS = 20;
    private static final int BATCH = 64; // as many as a busy server's commits share
    private static final int FILLING = 1_000; // between the stretches that are measured
    private static final int STRETCH = 90_000;

    private final Drafts drafts = new Drafts();
    private final SplittableRandom random = new SplittableRandom(1);
    private final LongUnaryOperator partner;
    private final List<String> figures = new ArrayList<>();

    private Growth(LongUnaryOperator partner) {
        this.partner = partner;
    }

    /// Arguments: `partners` or `anyone`; how many messages; the JSON file to write; a directory
    /// for the database, which stays (left out: a temporary one, which goes).
    public static void main(String[] arguments) throws IOException {
        boolean anyone = arguments[0].equals("anyone");
        long messages = Long.parseLong(arguments[1]);
        var directory = arguments.length > 3 ? Path.of(arguments[3]) : null;
        var growth = new Growth(anyone ? Growth::anyone : Growth::oneOfTwenty);
        try (var warmUp = new ScratchLog()) {
            growth.write(warmUp, 0, STRETCH, BATCH);
        }
        try (var log = directory == null ? new ScratchLog() : new ScratchLog(directory)) {
            growth.fill(log, messages);
        }
        Files.writeString(Path.of(arguments[2]), growth.json(String.join(" ", arguments)));
    }

    private static long anyone(long draw) {
        return 1 + Long.remainderUnsigned(draw, PEOPLE - 1);
    }

    private static long oneOfTwenty(long draw) {
        return 1 + Long.remainderUnsigned(draw, PARTNERS);
    }

    private void fill(ScratchLog log, long messages) throws IOException {
        long done = 0;
        for (long until = 100_000; until <= messages; until *= 10) {
            long quiet = Math.max(done, until - STRETCH);
            done = write(log, done, quiet, FILLING);
            long cpu = cpuNanos();
            long wall = System.nanoTime();
            long before = done;
            done = write(log, done, until, BATCH);
            long each = done - before;
            figure(done, "CPU a message", (cpuNanos() - cpu) / 1e3 / each, "µs");
            figure(done, "time a message", (System.nanoTime() - wall) / 1e3 / each, "µs");
            figure(done, "database", Files.size(log.file()) / 1e6, "MB");
        }
    }

    private long write(ScratchLog log, long from, long to, int together) {
        long done = from;
        while (done < to) {
            var batch = new ArrayList<MessageDraft>(together);
            while (batch.size() < together) {
                long one = random.nextLong(PEOPLE);
                long other = (one + partner.applyAsLong(random.nextLong())) % PEOPLE;
                batch.add(drafts.to(Pair.of(Drafts.person(one), Drafts.person(other)), null));
            }
            log.write(batch, told -> {});
            done += batch.size();
        }
        return done;
    }

    private static long cpuNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private void figure(long stored, String what, double value, String unit) {
        var text = String.format("%,.1f %s", value, unit);
        var name = String.format("%,d stored: %s", stored, what);
        System.out.println(name + "  " + text);
        figures.add(
                String.format(
                        "{\"name\":\"%s\",\"value\":%s,\"unit\":\"%s\",\"text\":\"%s\"}",
                        name, value, unit, text));
    }

    // As `./parley bench --json` writes it, for the same page.
    private String json(String arguments) {
        var machine =
                String.format(
                        "%d processors, Java %s",
                        Runtime.getRuntime().availableProcessors(), Runtime.version());
        return String.format(
                """
                {"command":"./parley bench growth %s","machine":"%s","at":"%s","results":[
                {"scenario":"growth","target":"Parley","door":"store alone","figures":[
                %s]}]}
                """,
                arguments,
                machine,
                java.time.Instant.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS),
                String.join(",\n", figures));
    }
}
