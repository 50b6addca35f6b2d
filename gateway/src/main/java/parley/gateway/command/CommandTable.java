package parley.gateway.command;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.Blocking;
import parley.core.Refusal;
import parley.core.log.LogStore.StoreUnavailable;
import parley.gateway.limit.RateLimits;
import parley.protocol.Command;
import parley.protocol.CommandReader;
import parley.protocol.Fields;
import parley.protocol.FrameError;
import parley.protocol.Reply;

/// Finds what does a command, and turns every way of failing into an answer: the connection and
/// everyone else carry on.
public final class CommandTable {
    private static final Logger LOG = LoggerFactory.getLogger(CommandTable.class);

    /// Commands that store nothing, or nothing but with their last step.
    private static final Set<String> AT_ONCE = Set.of("send", "ack", "read", "history");

    private final SendCommand send;
    private final MessageCommands messages;
    private final MarkCommands marks;
    private final ReadingCommands reading;
    private final HereCommands here;
    private final LifeCommands life;
    private final RateLimits limits;

    CommandTable(
            SendCommand send,
            MessageCommands messages,
            MarkCommands marks,
            ReadingCommands reading,
            HereCommands here,
            LifeCommands life,
            RateLimits limits) {
        this.send = send;
        this.messages = messages;
        this.marks = marks;
        this.reading = reading;
        this.here = here;
        this.life = life;
        this.limits = limits;
    }

    /// Reads and runs one frame of a caller that said hello.
    public void run(Fields frame, Caller caller) throws InterruptedException {
        var id = frame.echoableId();
        try {
            run(CommandTable.read(frame), caller);
        } catch (FrameError e) {
            refuse(frame, error(id, e), caller);
        } catch (Refusal e) {
            refuse(frame, error(id, e), caller);
        } catch (InterruptedException | Blocking.WouldBlock e) {
            throw e;
        } catch (StoreUnavailable e) {
            boolean stored = !AT_ONCE.contains(frame.required("type"));
            refuse(frame, stored ? broken(id, e) : error(id, Refusal.unavailable()), caller);
        } catch (RuntimeException e) {
            refuse(frame, broken(id, e), caller);
        }
    }

    private static void refuse(Fields frame, Reply.Error error, Caller caller)
            throws InterruptedException {
        if (isAnswered(frame)) {
            caller.reply(error);
        } else {
            caller.refused(error);
        }
    }

    /// Whether who sent this is told what is wrong with it: a command without an id gets no reply,
    /// but what is no command does.
    public static boolean isAnswered(Fields frame) {
        return frame.hasId() || !CommandReader.hasType(frame);
    }

    private static Command read(Fields frame) {
        return CommandReader.read(frame);
    }

    private void run(Command command, Caller caller) throws InterruptedException {
        if (isLimited(command)) {
            limits.command(caller.identity().user(), caller.address());
        }
        switch (command) {
            case Command.Send one -> send.run(one, caller);
            case Command.Edit one -> messages.edit(one, caller);
            case Command.Delete one -> messages.delete(one, caller);
            case Command.React one -> messages.react(one, caller);
            case Command.Vote one -> messages.vote(one, caller);
            case Command.Pin one -> messages.pin(one, caller);
            case Command.Ack one -> marks.ack(one, caller);
            case Command.Read one -> marks.read(one, caller);
            case Command.History one -> reading.history(one, caller);
            case Command.Changes one -> reading.changes(one, caller);
            case Command.Head one -> reading.head(one, caller);
            case Command.Typing one -> here.typing(one, caller);
            case Command.Presence one -> here.presence(one, caller);
            case Command.Watch one -> here.watch(one, caller);
            case Command.Ping one -> life.ping(one, caller);
            case Command.Pong one -> {} // having been heard is all it says
            case Command.Auth one -> life.auth(one, caller);
            case Command.Hello one ->
                    throw Refusal.badRequest("type", "This connection said hello already.");
        }
    }

    // Sends have a rate of their own; marks and pongs are free.
    private static boolean isLimited(Command command) {
        return switch (command) {
            case Command.Send send -> false;
            case Command.Ack ack -> false;
            case Command.Read read -> false;
            case Command.Pong pong -> false;
            default -> true;
        };
    }

    public static Reply.Error error(@Nullable String id, FrameError e) {
        return new Reply.Error(id, e.code(), e.sentence(), e.field(), null, null);
    }

    public static Reply.Error error(@Nullable String id, Refusal e) {
        return new Reply.Error(id, e.code().code(), e.sentence(), e.field(), e.retryAfter(), null);
    }

    /// Something is wrong with the server: whoever asked gets a trace to ask about, and the log the
    /// reason.
    public static Reply.Error broken(@Nullable String id, RuntimeException e) {
        var trace = UUID.randomUUID().toString();
        LOG.error("a command failed, trace {}", trace, e);
        return new Reply.Error(id, "internal", "Something went wrong here.", null, null, trace);
    }
}
