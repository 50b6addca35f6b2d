package parley.gateway.session;

import io.netty.channel.EventLoop;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.core.Blocking;
import parley.gateway.command.SendSlots;
import parley.gateway.connection.CommandPump;
import parley.gateway.connection.Connection;
import parley.gateway.limit.Crowding;
import parley.protocol.CommandReader;
import parley.protocol.Fields;
import parley.protocol.FrameError;

/// What one connection sent and is to be done, in order: at once on its event loop where that needs
/// no waiting, else on a virtual thread. A send that may not be in flight yet is held, and all that
/// comes after it stays at the door as bytes, until one of those before it is answered: no thread
/// and hardly any memory waits with it. For its event loop, but for [#sends].
final class Intake {
    private static final Set<String> QUICK = Set.of("send", "ack", "read", "pong");

    private final Connection connection;
    private final Consumer<Object> handler;
    private final CommandPump<Object> pump;
    private final SendSlots sends;
    private @Nullable Fields held;
    private boolean ended;

    /// @param handler runs a frame, or answers a [FrameError]
    Intake(Connection connection, Crowding crowding, Consumer<Object> handler) {
        this.connection = connection;
        this.handler = handler;
        pump = new CommandPump<>(connection, crowding, handler);
        sends = new SendSlots(crowding);
    }

    /// The sends in flight. Thread-safe.
    SendSlots sends() {
        return sends;
    }

    /// @param known whether who sent it said hello
    void take(Fields frame, boolean known) {
        sendInTurn();
        boolean quick = known && mayBeQuick(frame) && pump.isIdle();
        if (quick && isSend(frame) && sends.isFullUntil(() -> loop().execute(this::goOn))) {
            held = frame;
            connection.read(false);
        } else if (!quick || Blocking.isNeededFor(() -> handler.accept(frame))) {
            pump.offer(frame);
        }
    }

    void take(FrameError error) {
        sendInTurn();
        pump.offer(error);
    }

    private EventLoop loop() {
        return connection.loop();
    }

    // What most frames say is done from memory, so that they need no thread of their own. A client
    // that doesn't read has its commands wait for that, as those of a thread do.
    private boolean mayBeQuick(Fields frame) {
        return connection.hasRoom()
                && CommandReader.hasType(frame)
                && QUICK.contains(frame.required("type"));
    }

    private static boolean isSend(Fields frame) {
        return frame.required("type").equals("send");
    }

    private void goOn() {
        var frame = held;
        held = null;
        if (frame != null && !ended) {
            take(frame, true);
            readAgain();
        }
    }

    // More frames of the same message come although it isn't read, and each in its turn.
    private void sendInTurn() {
        var frame = held;
        held = null;
        if (frame != null) {
            pump.offer(frame);
            loop().execute(this::readAgain);
        }
    }

    private void readAgain() {
        connection.read(!isHeldUp());
    }

    /// Whether the connection isn't read, since too much waits.
    boolean isHeldUp() {
        return held != null || pump.isFull();
    }

    /// Throws away what waits; what runs ends by itself.
    void end() {
        ended = true;
        pump.stop();
    }
}
