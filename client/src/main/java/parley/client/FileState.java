package parley.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import parley.protocol.Codec;
import parley.protocol.FrameError;

/// A client's place in a file, replaced as a whole: after a crash it holds the old place or the new
/// one. A file that can't be read is taken for none, since the server can always tell anew.
public final class FileState implements ClientState {
    private final Path file;

    public FileState(Path file) {
        this.file = file.toAbsolutePath();
    }

    @Override
    public Place load() {
        try {
            var fields = Codec.JSON.read(Files.readAllBytes(file));
            var revs = new HashMap<String, Long>();
            for (var one : fields.objects("revs")) {
                revs.put(one.required("id"), one.requiredCount("rev"));
            }
            return new Place(
                    fields.text("cursor"), fields.text("epoch"), fields.text("session"), revs);
        } catch (NoSuchFileException | FrameError e) {
            return Place.NOWHERE;
        } catch (IOException e) {
            throw new UncheckedIOException("the client's place can't be read", e);
        }
    }

    @Override
    public void save(Place place) {
        try {
            var parent = file.getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            var next = file.resolveSibling(file.getFileName() + ".next");
            Files.write(next, bytes(place));
            if (next.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(
                    next,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("the client's place can't be kept", e);
        }
    }

    private static byte[] bytes(Place place) {
        var revs =
                place.revs().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .<parley.protocol.Part>map(one ->
                                out -> out.put("id", one.getKey()).put("rev", one.getValue()))
                        .toList();
        return Codec.JSON.write(out -> {
            out.put("cursor", place.cursor()).put("epoch", place.epoch());
            out.put("session", place.session()).list("revs", revs);
        });
    }
}
