package parley.server.cli;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import parley.server.assembly.AdminToken;
import parley.server.config.Setting;
import parley.server.config.Settings;

/// The admin port of the running server, with the token that lies in the data directory.
final class AdminDoor {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String base;
    private final String token;
    private final int port;

    /// @throws IllegalArgumentException if that port is off, or the token can't be read
    AdminDoor(Settings settings) {
        port =
                settings.port(Setting.ADMIN_PORT)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "admin.port is off, so the server can't be asked."));
        base = "http://" + settings.text(Setting.ADMIN_HOST) + ":" + port;
        token = token(settings);
    }

    private static String token(Settings settings) {
        var data = Path.of(settings.text(Setting.DATA_DIR));
        try {
            return AdminToken.ofClient(data);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "there is no readable admin token in "
                            + data
                            + "; is this the server's data.dir?",
                    e);
        }
    }

    HttpResponse<byte[]> post(String path, Map<String, String> fields)
            throws IOException, InterruptedException {
        return send(path, "POST", json(fields));
    }

    HttpResponse<byte[]> get(String path) throws IOException, InterruptedException {
        return send(path, "GET", "");
    }

    private HttpResponse<byte[]> send(String path, String method, String body)
            throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create(base + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofString(body))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw new IllegalArgumentException(
                    "no server answers on admin port " + port + "; start it first.", e);
        }
    }

    private static String json(Map<String, String> fields) throws IOException {
        var text = new StringWriter();
        try (var out = new JsonFactory().createGenerator(text)) {
            out.writeStartObject();
            for (var field : fields.entrySet()) {
                out.writeStringField(field.getKey(), field.getValue());
            }
            out.writeEndObject();
        }
        return text.toString();
    }
}
