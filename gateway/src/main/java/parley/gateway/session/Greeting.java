package parley.gateway.session;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import parley.core.Blocking;
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
    private volatile boolean underWay;

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
            if (command instanceof Command.Hello hello && hello.id() != null) {
                admit(hello);
            } else {
                refuse(frame, noHello(id, command instanceof Command.Hello ? "id" : "type"));
                closeWithoutHello();
            }
        } catch (FrameError e) {
            refuse(frame, CommandTable.error(id, e));
            if (!CommandTable.isAnswered(frame)) {
                closeWithoutHello();
            }
        } catch (Blocking.WouldBlock e) {
            throw e;
        } catch (RuntimeException e) {
            underWay = false;
            link.reply(CommandTable.broken(id, e));
        }
    }

    private static Reply.Error noHello(@Nullable String id, String field) {
        return new Reply.Error(
                id,
                FrameError.BAD_REQUEST,
                "The first command is hello, with an id.",
                field,
                null,
                null);
    }

    private void refuse(Fields frame, Reply.Error error) throws InterruptedException {
        if (CommandTable.isAnswered(frame)) {
            link.reply(error);
        } else {
            link.refused(error);
        }
    }

    private void closeWithoutHello() {
        link.closeLater(CloseCode.NO_HELLO, "no hello", Duration.ZERO);
    }

    /// Whether a hello came and waits in line, or is looked at: it was in time, however long that
    /// takes. May be asked from any thread.
    boolean isUnderWay() {
        return underWay;
    }

    private void admit(Command.Hello hello) throws InterruptedException {
        underWay = true;
        if (!parts.admission().enter()) {
            link.closeLater(CloseCode.TOO_MANY_HANDSHAKES, "too many handshakes", soon());
            return;
        }
        try {
            link.welcome(hello, letIn(hello));
        } catch (Refusal e) {
            link.reply(CommandTable.error(hello.id(), e));
            closeAfter(e);
        }
    }

    // The next in line doesn't wait for this one to read what it is told.
    private Admittance.Admitted letIn(Command.Hello hello) {
        try {
            return parts.admittance().admit(hello, shown, link.address());
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
            default -> underWay = false; // another hello may follow
        }
    }
}
