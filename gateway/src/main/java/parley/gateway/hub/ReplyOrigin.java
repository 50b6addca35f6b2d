package parley.gateway.hub;

import java.util.function.BooleanSupplier;
import parley.core.id.PublicIds;
import parley.core.log.Change;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.log.Origin;
import parley.gateway.connection.Outgoing;
import parley.protocol.Reply;

/// The connection whose `send` made a message, and the id of that command: what it is given is the
/// `ok`, in the place where the others get the event.
public record ReplyOrigin(Receiver receiver, BooleanSupplier open, String re, PublicIds ids)
        implements Origin {
    /// Whether the connection still stands to get the `ok`.
    boolean stands() {
        return open.getAsBoolean();
    }

    Outgoing ok(LogEntry entry) {
        return switch (entry) {
            case Message message -> ok(message);
            case Change change ->
                    new Outgoing(
                            new Reply.Ok(
                                    re,
                                    new Reply.Changed(
                                            ids.text(change.conversation()),
                                            change.rev(),
                                            change.at(),
                                            false)));
        };
    }

    private Outgoing ok(Message message) {
        return new Outgoing(
                new Reply.Ok(
                        re,
                        new Reply.Sent(
                                ids.text(message.conversation()),
                                message.seq(),
                                message.rev(),
                                message.at(),
                                false)));
    }
}
