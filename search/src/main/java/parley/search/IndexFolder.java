package parley.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The folder of the index. Each index has a folder in it with a number; one that is made anew has
/// the next number, and once it is whole the one before is deleted.
final class IndexFolder {
    private static final String NAME = "index-";

    private final Path folder;

    IndexFolder(Path folder) {
        this.folder = folder;
    }

    /// The numbers of the indexes that lie here, ascending.
    List<Integer> numbers() throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.matches(NAME + "\\d{1,9}"))
                    .map(name -> Integer.parseInt(name.substring(NAME.length())))
                    .sorted()
                    .toList();
        }
    }

    Path of(int number) {
        return folder.resolve(NAME + number);
    }

    /// Where an index is to be made that comes after all that lie here.
    Path next() throws IOException {
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
