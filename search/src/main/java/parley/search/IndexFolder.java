package parley.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.log.Positions;

/// The folder of the index. Each index has a folder in it with a number; one that is made anew has
/// the next number, and once it is whole the one before is deleted.
final class IndexFolder {
    private static final String NAME = "index-";

    private static final Logger LOG = LoggerFactory.getLogger(IndexFolder.class);

    private final Path folder;
    private final int bufferMb;
    private final String epoch;
    private final MessageAnalyzer analyzer;

    IndexFolder(SearchIndex.Place place, MessageAnalyzer analyzer) {
        folder = place.folder();
        bufferMb = place.bufferMb();
        epoch = place.epoch();
        this.analyzer = analyzer;
    }

    /// What lies here, open.
    ///
    /// @param answering the newest whole index; one that isn't whole yet if there is no other
    /// @param growing one that is to replace it when it is whole; null if there is none
    record Opened(MessageIndex answering, @Nullable MessageIndex growing) {}

    /// Opens what is of use, deletes all else, and makes an index if there is none.
    ///
    /// @param end how far the log is committed
    Opened open(Positions end) throws IOException {
        @Nullable MessageIndex whole = null;
        @Nullable MessageIndex growing = null;
        for (int number : numbers().reversed()) {
            var path = of(number);
            var progress = look(path);
            boolean wanted =
                    progress.isPresent()
                            && whole == null
                            && (growing == null || !progress.get().listing());
            if (!wanted) {
                delete(path);
                continue;
            }
            var index = MessageIndex.open(path, bufferMb, analyzer, progress.get());
            if (progress.get().listing()) {
                growing = index;
            } else {
                whole = index;
            }
        }
        if (whole != null) {
            return new Opened(whole, growing);
        }
        return new Opened(growing == null ? make(end) : growing, null);
    }

    private Optional<IndexProgress> look(Path path) {
        try {
            return MessageIndex.look(path, epoch);
        } catch (IOException | RuntimeException e) {
            LOG.warn("the search index {} is damaged and made anew: {}", path, e.toString());
            return Optional.empty();
        }
    }

    /// An empty index, numbered after all that lie here.
    ///
    /// @param end how far the log is committed: from there on it follows
    MessageIndex make(Positions end) throws IOException {
        var path = next();
        var index =
                MessageIndex.open(path, bufferMb, analyzer, IndexProgress.beginning(epoch, end));
        try {
            index.progressed(index.progress());
            index.commit();
            return index;
        } catch (IOException | RuntimeException e) {
            index.close();
            throw e;
        }
    }

    private List<Integer> numbers() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches(NAME + "\\d{1,9}"))
                    .map(name -> Integer.parseInt(name.substring(NAME.length())))
                    .sorted()
                    .toList();
        }
    }

    private Path of(int number) {
        return folder.resolve(NAME + number);
    }

    private Path next() throws IOException {
        var numbers = numbers();
        return of(numbers.isEmpty() ? 1 : numbers.getLast() + 1);
    }

    static void delete(Path index) throws IOException {
        if (!Files.exists(index)) {
            return;
        }
        try (Stream<Path> files = Files.walk(index)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> {
                        try {
                            Files.deleteIfExists(file);
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
