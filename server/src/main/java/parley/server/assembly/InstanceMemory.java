package parley.server.assembly;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.log.Positions;

/// Remembers beside the database how far its log was, in `data/instance`. A database that is behind
/// that was restored from a backup: cursors of what is lost must not be taken for cursors of what
/// comes, so it gets a new epoch. Used by one thread at a time.
final class InstanceMemory {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceMemory.class);

    private final Path file;
    private Positions written;

    InstanceMemory(Path data) {
        file = data.resolve("instance");
        written = read();
    }

    private Positions read() {
        try {
            var last = new TreeMap<Integer, Long>();
            for (var line : Files.readAllLines(file)) {
                var words = line.split(" ");
                if (words.length == 2
                        && words[0].matches("\\d{1,9}")
                        && words[1].matches("\\d{1,18}")) {
                    last.put(Integer.parseInt(words[0]), Long.parseLong(words[1]));
                }
            }
            return new Positions(last);
        } catch (NoSuchFileException e) {
            return Positions.NONE;
        } catch (IOException e) {
            throw new IllegalArgumentException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /// Whether more was written here once than the database holds now.
    boolean remembersMoreThan(Positions now) {
        return written.beyond(now);
    }

    /// Remembers how far it is. A file that can't be written costs the guard, not the service.
    void remember(Positions now) {
        if (now.equals(written)) {
            return;
        }
        var lines = new StringBuilder();
        for (Map.Entry<Integer, Long> lane : now.last().entrySet()) {
            lines.append(lane.getKey()).append(' ').append(lane.getValue()).append('\n');
        }
        try {
            var next = file.resolveSibling("instance.next");
            Files.writeString(next, lines, StandardCharsets.UTF_8);
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            written = now;
        } catch (IOException e) {
            LOG.warn("{} can't be written: {}", file, e.getMessage());
        }
    }
}
