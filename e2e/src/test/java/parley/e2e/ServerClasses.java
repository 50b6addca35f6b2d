package parley.e2e;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;

/// The server's classes as one start of it found them, from which each later start takes them: half
/// of what a start costs, and the tests start it some hundred times. `./parley` does the same.
final class ServerClasses {
    private static final Path CACHE = Path.of("target/server.aot").toAbsolutePath();

    private ServerClasses() {}

    /// The JVM's cache of them, made by the first process that asks.
    static synchronized Path cache() throws IOException {
        Files.createDirectories(CACHE.getParent());
        try (var channel =
                        FileChannel.open(
                                CACHE.resolveSibling("server.aot.lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            if (!isMade()) {
                make();
            }
        }
        return CACHE;
    }

    private static boolean isMade() throws IOException {
        return Files.exists(CACHE)
                && Files.getLastModifiedTime(CACHE)
                                .compareTo(Files.getLastModifiedTime(RunningServer.jar()))
                        > 0;
    }

    private static void make() throws IOException {
        Files.deleteIfExists(CACHE); // an older jar's
        var scratch = Files.createTempDirectory("parley-classes");
        var command = RunningServer.java("-XX:AOTCacheOutput=" + CACHE, "-Xlog:aot=off");
        command.add("--data.dir=" + scratch.resolve("data"));
        for (var door : new String[] {"http", "tcp", "tls", "admin"}) {
            command.add("--" + door + ".port=0");
        }
        var started =
                new ProcessBuilder(command).redirectError(scratch.resolve("log").toFile()).start();
        try (var lines = started.inputReader()) {
            var line = lines.readLine();
            while (line != null && !line.startsWith("ready in ")) {
                line = lines.readLine();
            }
            started.destroy(); // as it ends, it writes the cache
            if (!started.waitFor(2, TimeUnit.MINUTES) || !Files.exists(CACHE)) {
                throw new IOException(
                        "the server's classes weren't kept:\n"
                                + Files.readString(scratch.resolve("log")));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            started.destroyForcibly().onExit().join();
            try (var files = Files.walk(scratch)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }
}
