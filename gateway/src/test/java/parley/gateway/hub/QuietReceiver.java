package parley.gateway.hub;

import io.netty.channel.EventLoop;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.gateway.connection.Outgoing;

/// A device that is here, and keeps nothing of what it is told.
public abstract class QuietReceiver implements Receiver {
    private final UserId user;
    private final EventLoop loop;

    protected QuietReceiver(UserId user, EventLoop loop) {
        this.user = user;
        this.loop = loop;
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public DeviceId device() {
        return new DeviceId(7);
    }

    @Override
    public EventLoop loop() {
        return loop;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean sharesPresence() {
        return true;
    }

    @Override
    public void take(Outgoing event, Position position) {}

    @Override
    public void takeReply(Outgoing reply) {}

    @Override
    public void takePassing(Outgoing event) {}

    @Override
    public void lost() {}

    @Override
    public void flush(Positions seen) {}
}
