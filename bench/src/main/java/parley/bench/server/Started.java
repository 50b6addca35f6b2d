package parley.bench.server;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A server that the load tool starts in a directory of its own, on free ports of the loopback, and
/// ends. It says `listening NAME PORT` for each door, and then `ready in N ms`.
public final class Started implements Target {
    private static final Duration END = Duration.ofSeconds(20);

    private final String name;
    private final Path directory;
    private final List<String> command;
    private Map<String, Integer> ports = Map.of();
    private final AtomicBoolean ended = new AtomicBoolean();
    private volatile @Nullable Process process;

    /// @param command the server's, with `{name}` for the port of each door
    private Started(String name, Path directory, List<String> command) throws IOException {
        this.name = name;
        this.directory = directory;
        this.command = command;
        // so that it doesn't outlive the load tool, however that ends
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
        process = launch();
    }

    /// Parley itself, with the flags that the launcher gives it.
    ///
    /// @param name what it is called in tables
    /// @param settings further ones, as on the command line
    public static Started parley(String name, List<String> settings) {
        var jar = Path.of(System.getProperty("parley.jar", "server/target/parley.jar"));
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException(jar + " isn't built; run ./parley build");
        }
        var command = new ArrayList<>(List.of(java()));
        command.addAll(words(System.getProperty("parley.flags", "-XX:+UseCompactObjectHeaders")));
        command.addAll(List.of("-jar", jar.toAbsolutePath().toString(), "serve"));
        for (var host : List.of("http.host", "tcp.host", "tls.host", "admin.host")) {
            command.add("--" + host + "=127.0.0.1");
        }
        for (var door : List.of("http", "https", "tcp", "tls", "admin")) {
            command.add("--" + door + ".port={" + door + "}");
        }
        command.addAll(
                List.of(
                        "--data.dir=data",
                        "--guests=on",
                        "--limits.exempt=127.0.0.1",
                        "--log.level=warn"));
        command.addAll(settings);
        return start(name, command);
    }

    /// The bare relay.
    public static Started floor() {
        var command =
                List.of(
                        java(),
                        "-XX:+UseCompactObjectHeaders",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        ownClasses(),
                        "parley.bench.floor.FloorRelay");
        return start("floor", command);
    }

    private static String ownClasses() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<String> words(String text) {
        return List.of(text.trim().split("\\s+")).stream().filter(word -> !word.isEmpty()).toList();
    }

    private static Started start(String name, List<String> command) {
        try {
            return new Started(name, Files.createTempDirectory("parley-bench-"), command);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be started", e);
        }
    }

    private Process launch() throws IOException {
        var words = new ArrayList<String>();
        for (var word : command) {
            int brace = word.indexOf('{');
            words.add(
                    brace < 0
                            ? word
                            : word.substring(0, brace)
                                    + ports.getOrDefault(
                                            word.substring(brace + 1, word.length() - 1), 0));
        }
        var started =
                new ProcessBuilder(words)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
        awaitReady(started);
        return started;
    }

    private void awaitReady(Process started) throws IOException {
        var read = new HashMap<String, Integer>();
        var out =
                new BufferedReader(
                        new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("listening ")) {
                var words = line.split(" ");
                read.put(words[1], Integer.parseInt(words[2]));
            } else if (line.startsWith("ready in ")) {
                ports = Map.copyOf(read);
                return;
            }
        }
        started.destroyForcibly();
        throw new IllegalStateException(name + " didn't start:\n" + Files.readString(log()));
    }

    private Path log() {
        return directory.resolve("log");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public int port(String listener) {
        return port(ports, listener);
    }

    static int port(Map<String, Integer> ports, String listener) {
        var port = ports.get(listener);
        if (port == null) {
            throw new IllegalArgumentException("the port of '" + listener + "' isn't known");
        }
        return port;
    }

    @Override
    public Optional<ProcessFigures> process() {
        return Optional.ofNullable(process).map(running -> new ProcessFigures(running.pid()));
    }

    @Override
    public boolean isJava() {
        return true;
    }

    @Override
    public Optional<Duration> restart() {
        end();
        long start = System.nanoTime();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be started again", e);
        }
        return Optional.of(Duration.ofNanos(System.nanoTime() - start));
    }

    private void end() {
        var running = process;
        if (running == null) { // it never began
            return;
        }
        running.destroy();
        try {
            if (!running.waitFor(END.toSeconds(), TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            running.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        if (ended.getAndSet(true)) {
            return;
        }
        end();
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(directory + " can't be removed", e);
        }
    }
}
