package parley.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Plays every example of `docs/protocol`, so that the pages can't say what isn't so.
final class ProtocolPagesTest {
    private static final Path PAGES = Path.of("../docs/protocol");
    private static final Pattern BLOCK =
            Pattern.compile("^```chat\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

    @TempDir private static Path directory;

    private static RunningServer server;

    @BeforeAll
    static void start() {
        server = RunningServer.start(directory, People.GENEROUS);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    List<DynamicTest> every_example_is_so() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (var page : pages()) {
            var blocks = BLOCK.matcher(Files.readString(page));
            for (int number = 1; blocks.find(); number++) {
                var name = page.getFileName() + " example " + number;
                var script = Files.writeString(directory.resolve(name), blocks.group(1));
                tests.add(DynamicTest.dynamicTest(name, () -> play(script)));
            }
        }
        assertThat(tests).isNotEmpty();
        return tests;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(PAGES)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        }
    }

    private static void play(Path script) throws IOException, InterruptedException {
        try (var chat = new ChatScript(server, Map.of())) {
            chat.play(script);
        }
    }
}
