package parley.gateway.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// The files of the web client, out of the jar. Those whose name holds a hash are kept by browsers
/// for good; the page itself is asked for each time. Thread-safe. Bound: what the jar holds.
public final class StaticFiles {
    private static final String ROOT = "/web";
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "svg", "image/svg+xml",
                    "png", "image/png",
                    "ico", "image/x-icon",
                    "json", "application/json",
                    "webmanifest", "application/manifest+json",
                    "txt", "text/plain; charset=utf-8",
                    "map", "application/json");

    /// Nothing but what this server itself sends is run, shown or talked to.
    private static final String POLICY =
            "default-src 'self'; connect-src 'self' ws: wss:; img-src 'self' data: blob:; "
                    + "media-src 'self' blob:; style-src 'self'; script-src 'self'; worker-src 'self'; object-src 'none'; "
                    + "base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    private static final Pattern PLACE = Pattern.compile("(/[A-Za-z0-9_-]{1,64}){1,4}");

    private final Map<String, Optional<byte[]>> read = new ConcurrentHashMap<>();

    Response answer(Request request) {
        if (!request.method().equals("GET")) {
            return Problems.of(405, "method_not_allowed", "This can only be read.")
                    .with("Allow", "GET");
        }
        var path = request.path();
        if (PLACE.matcher(path).matches()) {
            return place(path);
        }
        var file = path.equals("/") ? "/index.html" : path;
        var bytes =
                file.contains("..") || file.contains("\\") || file.length() > 200
                        ? Optional.<byte[]>empty()
                        : load(file);
        if (bytes.isEmpty()) {
            return Problems.of(404, "not_found", "There is nothing here.");
        }
        return answer(request, file, bytes.get());
    }

    /// A link into the client leads to its page, which names the place after `#`: so that the
    /// files, whose addresses are relative to the page, are found behind a proxy's path too.
    private static Response place(String path) {
        var up = "../".repeat((int) path.chars().filter(c -> c == '/').count() - 1);
        return new Response.Whole(
                302, Map.of("Location", (up.isEmpty() ? "./" : up) + "#" + path), new byte[0]);
    }

    private Response answer(Request request, String file, byte[] bytes) {
        var type =
                TYPES.getOrDefault(
                        file.substring(file.lastIndexOf('.') + 1), "application/octet-stream");
        var tag = tag(bytes);
        var answer = new Response.Whole(200, Map.of("Content-Type", type, "ETag", tag), bytes);
        if (request.header("If-None-Match").filter(tag::equals).isPresent()) {
            answer = new Response.Whole(304, Map.of("ETag", tag), new byte[0]);
        }
        if (file.endsWith(".html")) {
            answer = answer.with("Content-Security-Policy", POLICY).with("X-Frame-Options", "DENY");
        }
        return answer.with(
                "Cache-Control",
                file.startsWith("/assets/") ? "public, max-age=31536000, immutable" : "no-cache");
    }

    private Optional<byte[]> load(String file) {
        var known = read.get(file);
        if (known != null) {
            return known;
        }
        try (var in = StaticFiles.class.getResourceAsStream(ROOT + file)) {
            if (in == null) {
                return Optional
                        .empty(); // names that don't exist are not remembered: anyone can make them
                // up
            }
            var bytes = Optional.of(in.readAllBytes());
            read.put(file, bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("a file of the jar can't be read", e);
        }
    }

    private static String tag(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return '"' + HexFormat.of().toHexDigits(crc.getValue()) + '"';
    }
}
