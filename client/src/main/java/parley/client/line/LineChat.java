package parley.client.line;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import parley.client.CommandFailed;
import parley.client.Draft;
import parley.client.ParleyClient;
import parley.client.ServerAddress;
import parley.client.Tokens;
import parley.client.Trust;

/// A person at a keyboard: reads their lines, sends what is text and does what begins with a `/`.
public final class LineChat {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String HELP =
            "/to @name or /to number: talk there   /list   /history   /who   /quit";

    private final ParleyClient client;
    private final Transcript transcript;
    private @Nullable String here;
    private int waiting;

    private LineChat(ParleyClient client, Transcript transcript) {
        this.client = client;
        this.transcript = transcript;
    }

    /// Chats until `/quit` or the end of the lines.
    public static void run(
            ServerAddress address, Trust trust, Tokens tokens, BufferedReader in, PrintWriter out)
            throws IOException {
        var transcript = new Transcript(out);
        try (var client = ParleyClient.to(address).trust(trust).start(tokens, transcript)) {
            transcript.of(client);
            var chat = new LineChat(client, transcript);
            chat.begin();
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("/quit") || transcript.isOver()) {
                    break;
                }
                chat.take(line.strip());
            }
            chat.settle();
        }
    }

    private void begin() {
        transcript.awaitLive(PATIENCE);
        transcript.list(client.rest().conversations(client.tokens()));
        transcript.say(HELP);
    }

    private void take(String line) {
        try {
            if (line.startsWith("/to ")) {
                go(line.substring(4).strip());
            } else if (line.startsWith("/")) {
                command(line);
            } else if (!line.isEmpty()) {
                send(line);
            }
        } catch (CommandFailed e) {
            transcript.say("! " + Harmless.text(String.valueOf(e.getMessage())));
        }
    }

    private void command(String line) {
        switch (line) {
            case "/list" -> transcript.list(client.rest().conversations(client.tokens()));
            case "/who" -> transcript.who();
            case "/history" -> history();
            default -> transcript.say(HELP);
        }
    }

    private void go(String where) {
        if (where.startsWith("@")) {
            var person = client.rest().user(client.tokens(), where);
            here = transcript.openWith(person);
        } else {
            here = transcript.open(where);
        }
    }

    private void history() {
        var place = here == null ? null : transcript.conversationOf(here);
        if (place == null) {
            transcript.say("! nothing was said here yet");
            return;
        }
        transcript.history(await(client.history(place, 0, 20)));
    }

    private void send(String text) {
        var to = here;
        if (to == null) {
            transcript.say("! to whom? /to @name");
            return;
        }
        synchronized (this) {
            waiting++;
        }
        client.send(Draft.of(to, text))
                .whenComplete((sent, failure) -> {
                    if (sent != null) {
                        transcript.sent(sent);
                    } else {
                        transcript.say("! not sent: " + failure.getMessage());
                    }
                    synchronized (this) {
                        waiting--;
                        notifyAll();
                    }
                });
    }

    // what was typed before the end of the lines still goes out
    private synchronized void settle() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (waiting > 0 && System.nanoTime() < deadline) {
                wait(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | CompletionException e) {
            if (e.getCause() instanceof CommandFailed failed) {
                throw failed;
            }
            throw new IllegalStateException(e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("the server doesn't answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
