package parley.gateway.session;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.account.AccessTokens.Claims;
import parley.gateway.command.CommandTable;
import parley.protocol.CloseCode;
import parley.protocol.Command;
import parley.protocol.CommandReader;
import parley.protocol.Fields;
import parley.protocol.FrameError;
import parley.protocol.Reply;

/// The first command of a connection: `hello`, let in at the rate that the machine bears, or
/// refused with the code that tells the client what to do. Runs on the commands' thread.
final class Greeting {
    private final ClientLink link;
    private final LinkParts parts;
    private final @Nullable Claims shown;

    /// @param shown what was shown at the WebSocket handshake already
    Greeting(ClientLink link, LinkParts parts, @Nullable Claims shown) {
        this.link = link;
        this.parts = parts;
        this.shown = shown;
    }

    /// Takes the first frame of a connection, or another after a refused one.
    void greet(Fields frame) throws InterruptedException {
        var id = frame.echoableId();
        try {
            var command = CommandReader.read(frame);
            if (!(command instanceof Command.Hello hello) || hello.id() == null) {
                link.reply(
                        new Reply.Error(
                                id,
                                "bad_request",
                                "The first command is hello, with an id.",
                                null,
                                null,
                                null));
                link.closeLater(CloseCode.NO_HELLO, "no hello", Duration.ZERO);
                return;
            }
            admit(hello);
        } catch (FrameError e) {
            link.reply(CommandTable.error(id, e));
        }
    }

    private void admit(Command.Hello hello) throws InterruptedException {
        if (!parts.admission().enter()) {
            link.closeLater(CloseCode.TOO_MANY_HANDSHAKES, "too many handshakes", soon());
            return;
        }
        try {
            link.welcome(hello, parts.admittance().admit(hello, shown, link.address()));
        } catch (Refusal e) {
            link.reply(CommandTable.error(hello.id(), e));
            closeAfter(e);
        } finally {
            parts.admission().leave();
        }
    }

    /// When to try again, spread at random.
    static Duration soon() {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(1_000, 10_000));
    }

    private void closeAfter(Refusal e) {
        switch (e.code()) {
            case UNAUTHORIZED -> link.closeLater(CloseCode.BAD_TOKEN, "bad token", Duration.ZERO);
            case DISABLED, CLOSED ->
                    link.closeLater(CloseCode.NOT_ALLOWED, "not allowed here", Duration.ZERO);
            case RATE_LIMITED ->
                    link.closeLater(
                            CloseCode.TOO_MANY_HANDSHAKES,
                            "too many handshakes",
                            Objects.requireNonNullElse(e.retryAfter(), Duration.ZERO).plus(soon()));
            default -> {} // another hello may follow
        }
    }
}
