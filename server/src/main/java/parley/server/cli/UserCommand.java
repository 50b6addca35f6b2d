package parley.server.cli;

import java.io.Console;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.protocol.Codec;
import parley.server.config.Settings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `parley user …`: asks the running server by its admin port, with the token that lies in the data
/// directory.
@Command(
        name = "user",
        description = "Makes and changes accounts of the running server.",
        mixinStandardHelpOptions = true)
final class UserCommand {
    @Command(
            name = "add",
            description =
                    "Makes an account. The password is asked for, or read from standard input.")
    int add(
            @Mixin GivenSettings given,
            @Option(names = "--name", description = "What others see.") @Nullable String name,
            @Parameters(paramLabel = "USERNAME") String username)
            throws IOException, InterruptedException {
        var fields =
                name == null
                        ? Map.of("username", username, "password", password())
                        : Map.of("username", username, "password", password(), "name", name);
        return ask(given.read(), "/admin/users", fields, "added " + username);
    }

    @Command(name = "password", description = "Sets a password, and signs all devices out.")
    int password(@Mixin GivenSettings given, @Parameters(paramLabel = "USERNAME") String username)
            throws IOException, InterruptedException {
        return ask(
                given.read(),
                "/admin/users/" + username + "/password",
                Map.of("password", password()),
                "changed the password of " + username);
    }

    @Command(name = "disable", description = "Locks an account out, at once.")
    int disable(@Mixin GivenSettings given, @Parameters(paramLabel = "USERNAME") String username)
            throws IOException, InterruptedException {
        return ask(
                given.read(),
                "/admin/users/" + username + "/disable",
                Map.of(),
                "disabled " + username);
    }

    @Command(name = "enable", description = "Lets a disabled account in again.")
    int enable(@Mixin GivenSettings given, @Parameters(paramLabel = "USERNAME") String username)
            throws IOException, InterruptedException {
        return ask(
                given.read(),
                "/admin/users/" + username + "/enable",
                Map.of(),
                "enabled " + username);
    }

    @Command(name = "invite", description = "Makes a code to register with, good for 7 days.")
    int invite(@Mixin GivenSettings given) throws IOException, InterruptedException {
        return ask(given.read(), "/admin/invitations", Map.of(), null);
    }

    private static String password() throws IOException {
        Console console = System.console();
        if (console != null && console.isTerminal()) {
            return new String(console.readPassword("Password: "));
        }
        return new String(System.in.readAllBytes(), StandardCharsets.UTF_8).strip();
    }

    private static int ask(
            Settings settings, String path, Map<String, String> fields, @Nullable String done)
            throws IOException, InterruptedException {
        return show(new AdminDoor(settings).post(path, fields), done);
    }

    private static int show(HttpResponse<byte[]> response, @Nullable String done) {
        if (response.statusCode() < 300) {
            System.out.println(
                    done != null ? done : Codec.JSON.read(response.body()).required("code"));
            return 0;
        }
        System.err.println("parley: " + Codec.JSON.read(response.body()).text("detail"));
        return 1;
    }
}
