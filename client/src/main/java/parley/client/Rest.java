package parley.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import parley.protocol.Codec;
import parley.protocol.Fields;
import parley.protocol.Frame;
import parley.protocol.FrameError;

/// The server's REST (PROTOCOL.md section 8), as far as a client needs it. Blocking; thread-safe.
public final class Rest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http;
    private final URI server;

    public Rest(URI server, Trust trust) {
        this(server, client(trust));
    }

    Rest(URI server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    static HttpClient client(Trust trust) {
        return HttpClient.newBuilder()
                .sslContext(trust.context())
                .connectTimeout(Duration.ofSeconds(10))
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /// Asks, and gives what was answered.
    ///
    /// @throws CommandFailed with the code that the server gave
    public Fields ask(String method, String path, @Nullable Tokens tokens, @Nullable Frame body) {
        var request =
                HttpRequest.newBuilder(URI.create(server + path))
                        .version(HttpClient.Version.HTTP_1_1)
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofByteArray(Codec.JSON.write(body)));
        if (tokens != null) {
            request.header("Authorization", "Bearer " + tokens.access());
        }
        return send(request.build());
    }

    private Fields send(HttpRequest request) {
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            var bytes = answer.body().length == 0 ? new byte[] {'{', '}'} : answer.body();
            var fields = Codec.JSON.read(bytes);
            if (answer.statusCode() >= 400) {
                var code = fields.text("code");
                throw new CommandFailed(
                        code == null ? "http_" + answer.statusCode() : code, fields.text("detail"));
            }
            return fields;
        } catch (IOException | FrameError e) {
            throw new CommandFailed(CommandFailed.DISCONNECTED, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailed(CommandFailed.DISCONNECTED, "interrupted");
        }
    }

    public Person register(String username, String password) {
        var answer =
                ask(
                        "POST",
                        "/v1/auth/register",
                        null,
                        out -> out.put("username", username).put("password", password));
        return Person.of(answer.object("user").orElseThrow());
    }

    public Tokens login(String username, String password) {
        return Tokens.of(
                ask(
                        "POST",
                        "/v1/auth/login",
                        null,
                        out -> out.put("login", username).put("password", password)));
    }

    /// The next tokens. Asking again for the same ones, when an answer was lost, is safe.
    public Tokens refresh(Tokens old) {
        var body = Codec.JSON.write(out -> out.put("refreshToken", old.refresh()));
        return Tokens.of(
                send(
                        HttpRequest.newBuilder(URI.create(server + "/v1/auth/refresh"))
                                .version(HttpClient.Version.HTTP_1_1)
                                .timeout(PATIENCE)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", old.jti())
                                .POST(BodyPublishers.ofByteArray(body))
                                .build()));
    }

    /// @param user an id or `@username`
    public Person user(Tokens tokens, String user) {
        var word = URLEncoder.encode(user, StandardCharsets.UTF_8).replace("%40", "@");
        var answer = ask("GET", "/v1/users/" + word, tokens, null);
        return Person.of(answer.object("user").orElse(answer));
    }

    public List<Conversation> conversations(Tokens tokens) {
        return ask("GET", "/v1/conversations", tokens, null).objects("items").stream()
                .map(Conversation::of)
                .toList();
    }

    public Conversation group(Tokens tokens, String title, List<String> members) {
        var answer =
                ask(
                        "POST",
                        "/v1/conversations",
                        tokens,
                        out ->
                                out.put("kind", "group")
                                        .put("title", title)
                                        .texts("members", members));
        return Conversation.of(answer.object("conversation").orElse(answer));
    }

    /// Makes a channel, in which owners and admins write and everyone else reads.
    public Conversation channel(Tokens tokens, String title) {
        return Conversation.of(
                ask(
                        "POST",
                        "/v1/conversations",
                        tokens,
                        out -> out.put("kind", "channel").put("title", title)));
    }

    /// Makes an invitation to a group or channel, good until it is taken back.
    ///
    /// @return its code, for [#accept]
    public String invite(Tokens tokens, String conversation) {
        var path = "/v1/conversations/" + conversation + "/invitations";
        return ask("POST", path, tokens, out -> {}).required("code");
    }

    /// Becomes a member by an invitation.
    public Conversation accept(Tokens tokens, String code) {
        var path = "/v1/invitations/" + URLEncoder.encode(code, StandardCharsets.UTF_8);
        return Conversation.of(ask("POST", path + "/accept", tokens, out -> {}));
    }

    /// Leaves a group or channel.
    public void leave(Tokens tokens, String conversation) {
        ask("POST", "/v1/conversations/" + conversation + "/leave", tokens, out -> {});
    }

    /// Asks someone to be a contact.
    public void addContact(Tokens tokens, String user) {
        ask("POST", "/v1/contacts", tokens, out -> out.put("user", user));
    }
}
