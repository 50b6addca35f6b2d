package parley.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The live heap of a Java process, asked of it with the JDK's `jcmd`. Works on processes of the
/// same user and machine.
final class LiveHeap {
    private LiveHeap() {}

    /// Has the process collect its garbage.
    static void collect(long pid) {
        jcmd(pid, "GC.run");
    }

    /// What is left after a collection.
    static long bytes(long pid) {
        // the histogram collects first, and its last line is the same for every collector
        return jcmd(pid, "GC.class_histogram")
                .lines()
                .filter(line -> line.startsWith("Total"))
                .mapToLong(line -> Long.parseLong(line.trim().split("\\s+")[2]))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("jcmd gave no total"));
    }

    private static String jcmd(long pid, String what) {
        var jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        try {
            var process =
                    new ProcessBuilder(jcmd, Long.toString(pid), what)
                            .redirectErrorStream(true)
                            .start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("jcmd can't be run", e);
        }
    }
}
