package parley.e2e;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import parley.client.Door;

/// Plays every `*.chat` script over every pair of doors, and on both databases.
final class ConversationsTest {
    private static final Path SCRIPTS = Path.of("src/test/resources/chat");

    private static RunningServer server;

    @BeforeAll
    static void start(@TempDir Path directory) {
        server = RunningServer.start(directory, People.GENEROUS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static List<Path> scripts() throws IOException {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.filter(file -> file.toString().endsWith(".chat")).sorted().toList();
        }
    }

    @TestFactory
    List<DynamicTest> two_people_talk_over_every_pair_of_doors() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        var scripts = scripts();
        for (var script : scripts) {
            for (var alice : Door.values()) {
                for (var bob : Door.values()) {
                    var doors = Map.of("alice", alice, "bob", bob);
                    if (isFor(script, scripts.indexOf(script), alice, bob)) {
                        tests.add(
                                DynamicTest.dynamicTest(
                                        script.getFileName() + " " + alice + " " + bob,
                                        () -> play(server, doors, script)));
                    }
                }
            }
        }
        return tests;
    }

    // Every pair talks; of the rest, each door meets one other: as Alice in one script, as Bob in
    // the next. What isn't a frame can only be written where bytes are, and what passes between two
    // long polls isn't told.
    private static boolean isFor(Path script, int number, Door alice, Door bob) throws IOException {
        var text = Files.readString(script);
        boolean talk = script.endsWith("message.chat");
        int doors = Door.values().length;
        if (!talk && bob.ordinal() != (alice.ordinal() + 1) % doors) {
            return false;
        }
        boolean raw = text.contains("alice >> ");
        if (!talk && !raw && alice.ordinal() % 2 != number % 2) {
            return false;
        }
        if (bob == Door.POLL && isAboutSyncs(script, text)) {
            return false;
        }
        if (Stream.of("receipt", "typing", "counts")
                .anyMatch(type -> text.contains("\"" + type + "\""))) {
            return alice != Door.POLL;
        }
        return !raw || alice == Door.WEBSOCKET || alice == Door.TCP || alice == Door.TLS;
    }

    // Between two long polls what happens may come within a sync: with events that a live one
    // doesn't have, and with `users` of its own.
    private static boolean isAboutSyncs(Path script, String text) {
        return script.endsWith("first-message.chat")
                || text.lines().anyMatch(line -> line.startsWith("bob < {\"type\":\"sync\""));
    }

    private static void play(RunningServer on, Map<String, Door> doors, Path script)
            throws IOException, InterruptedException {
        try (var chat = new ChatScript(on, doors)) {
            chat.play(script);
        }
    }

    @Test
    void they_talk_the_same_on_postgresql(@TempDir Path directory)
            throws IOException, InterruptedException {
        try (var database = EmbeddedPostgres.start();
                var other =
                        RunningServer.start(
                                directory,
                                Stream.concat(
                                                Stream.of(People.GENEROUS),
                                                Stream.of(
                                                        "--database.url=postgresql://postgres:postgres@localhost:"
                                                                + database.getPort()
                                                                + "/postgres"))
                                        .toArray(String[]::new))) {
            for (var script : scripts()) {
                play(other, Map.of(), script);
            }
        }
    }
}
