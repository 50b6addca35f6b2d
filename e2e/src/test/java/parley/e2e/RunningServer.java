package parley.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// The packaged server as a process of its own, on free ports and in a directory of the test's. It
/// can be killed as `kill -9` does and started again on the same data.
public final class RunningServer implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(30);

    private final Path directory;
    private final List<String> settings;
    private Process process;
    private Map<String, Integer> ports = Map.of();
    private long readyMs;

    private RunningServer(Path directory, List<String> settings) throws IOException {
        this.directory = directory;
        this.settings = settings;
        process = launch();
    }

    /// @param settings as on the command line, `--key=value`
    public static RunningServer start(Path directory, String... settings) {
        try {
            return new RunningServer(directory, List.of(settings));
        } catch (IOException e) {
            throw new UncheckedIOException("the server can't be started", e);
        }
    }

    /// The built jar.
    static Path jar() {
        var path =
                Path.of(System.getProperty("parley.jar", "../server/target/parley.jar"))
                        .toAbsolutePath()
                        .normalize();
        if (!Files.exists(path)) {
            throw new IllegalStateException(path + " isn't built; run ./parley build");
        }
        return path;
    }

    // most live for seconds, half of which would go into compiling
    static List<String> java(String... more) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseCompactObjectHeaders",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-Xmx512m"));
        command.addAll(List.of(more));
        command.addAll(List.of("-jar", jar().toString(), "serve"));
        return command;
    }

    private Process launch() throws IOException {
        var command =
                java("-XX:AOTCache=" + ServerClasses.cache(), "-Xlog:aot=off", "-Xlog:cds=off");
        command.add("--data.dir=" + directory.resolve("data"));
        for (var port : List.of("http.port", "tcp.port", "tls.port", "admin.port")) {
            // the same ports after a restart, so that clients find their way back
            command.add("--" + port + "=" + ports.getOrDefault(port.replace(".port", ""), 0));
        }
        command.addAll(settings);
        long start = System.nanoTime();
        var started =
                new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log().toFile()))
                        .start();
        readPorts(started);
        readyMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        return started;
    }

    private void readPorts(Process started) throws IOException {
        var read = new HashMap<String, Integer>();
        var deadline = System.nanoTime() + START.toNanos();
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
            if (System.nanoTime() > deadline) {
                break;
            }
        }
        started.destroyForcibly();
        throw new IllegalStateException("the server didn't start:\n" + Files.readString(log()));
    }

    /// What the server wrote to standard error.
    public Path log() {
        return directory.resolve("server.log");
    }

    /// The port of a door: `http`, `tcp`, `tls`, `admin`.
    public int port(String door) {
        var port = ports.get(door);
        if (port == null) {
            throw new IllegalArgumentException("the door '" + door + "' isn't open");
        }
        return port;
    }

    /// Where the web client and REST are.
    public String http() {
        return "http://127.0.0.1:" + port("http");
    }

    /// How long the last start took, until `ready`.
    public long readyMs() {
        return readyMs;
    }

    /// The process.
    public long pid() {
        return process.pid();
    }

    /// Ends it as `kill -9` does.
    public void kill() {
        process.destroyForcibly();
        await();
    }

    /// Ends it as an operator does.
    ///
    /// @return its exit status
    public int terminate() {
        process.destroy();
        await();
        return process.exitValue();
    }

    private void await() {
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the server doesn't end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Starts it again, on the same data and ports.
    public void restart() {
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException("the server can't be started again", e);
        }
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            process.destroyForcibly();
            await();
        }
    }
}
