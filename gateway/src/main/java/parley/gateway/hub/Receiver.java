package parley.gateway.hub;

import io.netty.channel.EventLoop;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.gateway.connection.Outgoing;

/// Someone who is here, as the hub sees them. All but the questions are called on [#loop].
public interface Receiver {
    UserId user();

    DeviceId device();

    EventLoop loop();

    /// Whether it is still there. May be asked from any thread.
    boolean isOpen();

    /// Whether this one is told who else is here, and makes its user be here.
    boolean sharesPresence();

    /// Takes a durable event of this batch.
    void take(Outgoing event, Position position);

    /// Takes the reply to a command of its own, in its place among the events.
    void takeReply(Outgoing reply);

    /// Takes an event that may be lost.
    void takePassing(Outgoing event);

    /// Something can't be given: it must catch up by its cursor on another connection.
    void lost();

    /// Everything up to here was given: send it.
    void flush(Positions seen);
}
