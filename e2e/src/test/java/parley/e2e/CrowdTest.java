package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.protocol.Fields;

/// A group of 1,000, all of them here, while it is written to and people come and go: everyone who
/// stays gets everything once, in order.
final class CrowdTest {
    private static final int MEMBERS = 1_000;
    private static final int MESSAGES = 50;
    private static final int A_SECOND = 10;

    /// People who come in at once, so that each is let in within their patience.
    private static final int AT_THE_DOOR = 16;

    private static final String GROUPS = "/v1/conversations";

    @Test
    void everyone_gets_everything_once_in_order(@TempDir Path directory) throws Exception {
        try (var server = RunningServer.start(directory, "--limits.exempt=127.0.0.1");
                var few = Executors.newFixedThreadPool(AT_THE_DOOR);
                var tasks = Executors.newVirtualThreadPerTaskExecutor()) {
            var people = people(few, server);
            var owner = people.getFirst();
            var group = group(server, owner, people);
            var lines = new ArrayList<LineClient>();
            try {
                for (var line :
                        all(few, people, one -> LineClient.live(server.port("tcp"), one.token()))) {
                    lines.add(line);
                }
                var heard = new ArrayList<Future<List<Long>>>();
                for (var line : lines.subList(1, lines.size())) {
                    heard.add(tasks.submit(() -> revs(line, group)));
                }
                talk(server, lines.getFirst(), owner, group);
                var first = heard.getFirst().get(30, TimeUnit.SECONDS);
                assertThat(first).hasSizeGreaterThanOrEqualTo(MESSAGES + MESSAGES);
                for (int i = 0; i < first.size(); i++) {
                    assertThat(first.get(i)).isEqualTo(first.getFirst() + i);
                }
                for (var one : heard) {
                    assertThat(one.get(30, TimeUnit.SECONDS)).isEqualTo(first);
                }
            } finally {
                lines.forEach(LineClient::close);
            }
        }
    }

    private interface Deed<T> {
        T of(Visitor who);
    }

    private static <T> List<T> all(ExecutorService tasks, List<Visitor> people, Deed<T> deed)
            throws ExecutionException, InterruptedException {
        var done = new ArrayList<T>();
        var doing = people.stream().map(one -> tasks.submit(() -> deed.of(one))).toList();
        for (var one : doing) {
            done.add(one.get());
        }
        return done;
    }

    private static List<Visitor> people(ExecutorService tasks, RunningServer server)
            throws ExecutionException, InterruptedException {
        Callable<Visitor> guest =
                () -> {
                    var made = Visitor.post(server.http(), "/v1/auth/guest", null, "{}");
                    return Visitor.of(made.expect(201).body(), "guest");
                };
        var making = IntStream.range(0, MEMBERS).mapToObj(i -> tasks.submit(guest)).toList();
        var people = new ArrayList<Visitor>();
        for (var one : making) {
            people.add(one.get());
        }
        return people;
    }

    private static String group(RunningServer server, Visitor owner, List<Visitor> people) {
        var members =
                people.subList(1, people.size()).stream()
                        .map(one -> "\"" + one.id() + "\"")
                        .collect(Collectors.joining(","));
        var made =
                owner.post(
                        server.http(),
                        GROUPS,
                        "{\"kind\":\"group\",\"title\":\"Crowd\",\"join\":\"open\",\"members\":["
                                + members
                                + "]}");
        return made.expect(201).body().required("id");
    }

    /// What a line is told of the group, up to the message that says so.
    private static List<Long> revs(LineClient line, String group) {
        var revs = new ArrayList<Long>();
        while (true) {
            var frame = line.until(one -> group.equals(conversation(one)));
            revs.add(frame.requiredCount("rev"));
            if ("the end".equals(frame.text("text"))) {
                return revs;
            }
        }
    }

    private static String conversation(Fields frame) {
        return "sync".equals(frame.text("type")) ? "" : String.valueOf(frame.text("conversation"));
    }

    /// Writes so many messages a second, while someone comes and goes again between any two.
    private static void talk(RunningServer server, LineClient line, Visitor owner, String group) {
        var guest = Visitor.post(server.http(), "/v1/auth/guest", null, "{}").expect(201).body();
        var restless = Visitor.of(guest, "restless");
        long next = System.nanoTime();
        for (int i = 0; i <= MESSAGES; i++) {
            var text = i == MESSAGES ? "the end" : "message " + i;
            line.send(
                    "{\"type\":\"send\",\"id\":\"%d\",\"key\":\"%d\",\"to\":\"%s\",\"text\":\"%s\"}"
                            .formatted(i, i, group, text));
            if (i < MESSAGES) {
                var path = GROUPS + "/" + group + (i % 2 == 0 ? "/join" : "/leave");
                restless.post(server.http(), path, "{}").expect(i % 2 == 0 ? 200 : 204);
            }
            next += TimeUnit.SECONDS.toNanos(1) / A_SECOND;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }
}
