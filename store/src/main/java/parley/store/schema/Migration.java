package parley.store.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// One numbered step of the schema. Once released its text never changes.
///
/// @param version 1, 2, 3 ...
record Migration(int version, String name, String sql) {

    /// Reads `NNN_name.sql` of a dialect's folder beside this program.
    static Migration read(String folder, String file) {
        var path = "/parley/store/" + folder + "/" + file;
        try (var in = Migration.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("this program lacks its own " + path);
            }
            var sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Migration(Integer.parseInt(file.substring(0, 3)), file, sql);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The statements, one by one; in these files each ends with a semicolon at the end of a line.
    List<String> statements() {
        return Arrays.stream(sql.split(";\\s*\n"))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    String checksum() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var bytes = digest.digest(sql.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every JDK", e);
        }
    }
}
