package parley.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// What Linux says about a process: processor time and memory, from `/proc`.
public final class ProcessFigures {
    private static final long TICK_MS = 10; // USER_HZ is 100 on every Linux that Java runs on
    private static final int UTIME = 11; // fields of `stat` after the name, from 0
    private static final int STIME = 12;

    private final long pid;

    public ProcessFigures(long pid) {
        this.pid = pid;
    }

    /// This process.
    public static ProcessFigures own() {
        return new ProcessFigures(ProcessHandle.current().pid());
    }

    public long pid() {
        return pid;
    }

    /// Time on a processor since it began, its own and the system's on its behalf; to 10 ms.
    public Duration cpu() {
        var stat = read("stat");
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis(
                TICK_MS * (Long.parseLong(fields[UTIME]) + Long.parseLong(fields[STIME])));
    }

    /// Memory that is in the machine now.
    public long residentBytes() {
        return status("VmRSS:");
    }

    /// Has [#peakBytes] begin anew, where the system allows it.
    public void forgetPeak() {
        try {
            Files.writeString(Path.of("/proc", Long.toString(pid), "clear_refs"), "5");
        } catch (IOException _) {
            // another user's process, whose peak then counts since it began
        }
    }

    /// The most memory that ever was, or since [#forgetPeak].
    public long peakBytes() {
        return status("VmHWM:");
    }

    private long status(String name) {
        return read("status")
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("process " + pid + " ended"));
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new UncheckedIOException("process " + pid + " can't be looked at", e);
        }
    }
}
