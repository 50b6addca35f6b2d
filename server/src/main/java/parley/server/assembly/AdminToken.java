package parley.server.assembly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/// The secret between the command line and a running server: a file that only the server's own user
/// can read.
public final class AdminToken {
    private static final String FILE = "admin-token";
    private static final int BYTES = 32;

    private AdminToken() {}

    /// The token in this data directory, made if there is none.
    static String ofServer(Path data, SecureRandom random) {
        var file = data.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                make(file, random);
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " can't be read or made", e);
        }
    }

    private static void make(Path file, SecureRandom random) throws IOException {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        try {
            if (Files.getFileStore(file.toAbsolutePath().getParent())
                    .supportsFileAttributeView("posix")) {
                Files.createFile(
                        file,
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(file, text);
        } catch (FileAlreadyExistsException e) {
            return; // another start made it just now
        }
    }

    /// The token of the server whose data directory this is.
    public static String ofClient(Path data) throws IOException {
        return Files.readString(data.resolve(FILE)).strip();
    }
}
