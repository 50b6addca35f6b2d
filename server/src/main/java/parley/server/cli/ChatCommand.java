package parley.server.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import parley.client.CommandFailed;
import parley.client.Door;
import parley.client.Rest;
import parley.client.ServerAddress;
import parley.client.Trust;
import parley.client.line.LineChat;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `parley chat …`: talk from a terminal, over any door.
@Command(
        name = "chat",
        description =
                "Chats from the terminal. The password is asked for, or PARLEY_PASSWORD, or the"
                        + " first line of standard input.",
        mixinStandardHelpOptions = true)
final class ChatCommand implements Callable<Integer> {
    @Option(
            names = "--server",
            defaultValue = "http://localhost:8080",
            description = "Where the server is (default: ${DEFAULT-VALUE}).")
    private String server = "";

    @Option(names = "--user", required = true, description = "Your username.")
    private String user = "";

    @Option(names = "--tcp", paramLabel = "HOST:PORT", description = "Go in by TCP.")
    private @Nullable String tcp;

    @Option(names = "--tls", paramLabel = "HOST:PORT", description = "Go in by TLS.")
    private @Nullable String tls;

    @Option(
            names = "--pin",
            paramLabel = "SHA256",
            description = "Trust the one certificate with this fingerprint.")
    private @Nullable String pin;

    @Override
    public Integer call() throws IOException {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        var trust = pin == null ? Trust.system() : Trust.pinned(pin);
        var address = address();
        try {
            var tokens = new Rest(address.rest(), trust).login(user, password(in));
            LineChat.run(address, trust, tokens, in, out);
            return 0;
        } catch (CommandFailed e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private ServerAddress address() {
        var address = ServerAddress.of(server);
        if (tls != null) {
            return lines(address, Door.TLS, tls);
        }
        return tcp == null ? address : lines(address, Door.TCP, tcp);
    }

    private static ServerAddress lines(ServerAddress address, Door door, String where) {
        int colon = where.lastIndexOf(':');
        if (colon < 1 || !where.substring(colon + 1).matches("[0-9]{1,5}")) {
            throw new IllegalArgumentException("'" + where + "' isn't a host and a port");
        }
        return address.lines(
                door, where.substring(0, colon), Integer.parseInt(where.substring(colon + 1)));
    }

    private static String password(BufferedReader in) throws IOException {
        var given = System.getenv("PARLEY_PASSWORD");
        if (given != null) {
            return given;
        }
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            return new String(console.readPassword("Password: "));
        }
        var line = in.readLine();
        return line == null ? "" : line;
    }
}
