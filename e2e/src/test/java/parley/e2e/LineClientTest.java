package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.e2e.Eventually.eventually;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two people at two terminals.
final class LineClientTest {
    @TempDir private Path directory;

    private record Terminal(Process process, Path shown) implements AutoCloseable {
        void type(String line) throws IOException {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        String text() {
            try {
                return Files.readString(shown);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }

        void shows(String what) {
            eventually(Duration.ofSeconds(30), this::text, () -> text().contains(what));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    private Terminal terminal(RunningServer server, People.Someone who) throws IOException {
        var shown = directory.resolve(who.username() + ".txt");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process =
                new ProcessBuilder(
                                List.of(
                                        java,
                                        "-Xmx128m",
                                        "-Dstdout.encoding=UTF-8",
                                        "-jar",
                                        RunningServer.jar().toString(),
                                        "chat",
                                        "--server",
                                        server.http(),
                                        "--user",
                                        who.username(),
                                        "--tcp",
                                        "127.0.0.1:" + server.port("tcp")))
                        .redirectErrorStream(true)
                        .redirectOutput(shown.toFile())
                        .start();
        var terminal = new Terminal(process, shown);
        terminal.type(People.PASSWORD);
        return terminal;
    }

    @Test
    void two_people_talk_from_two_terminals() throws Exception {
        try (var server = RunningServer.start(directory, People.GENEROUS)) {
            var ann = People.make(server, "ann");
            var bob = People.make(server, "bob");
            try (var anns = terminal(server, ann);
                    var bobs = terminal(server, bob)) {
                bobs.shows("/quit");
                anns.shows("/quit");
                bobs.type("/to @" + ann.username());
                bobs.shows("-- ");
                anns.type("/to @" + bob.username());
                anns.type("hello \u001b[31mBob");
                bobs.shows(": hello \ufffd[31mBob");
                anns.shows("✓ 1");
                anns.shows("read 1");
                bobs.type("hello Ann");
                anns.shows(": hello Ann");
                anns.type("/history");
                anns.shows("you: hello \ufffd[31mBob");
                anns.type("/quit");
                assertThat(anns.process().waitFor(10, TimeUnit.SECONDS)).isTrue();
                assertThat(anns.process().exitValue()).isZero();
            }
        }
    }
}
