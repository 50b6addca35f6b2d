package parley.gateway.presence;

import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.Receiver;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// A live connection that keeps which presence it is told.
final class Viewer implements Receiver {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final UserId user;
    private final List<String> told = new ArrayList<>();
    private boolean open = true;

    Viewer(UserId user) {
        this.user = user;
    }

    void close() {
        open = false;
    }

    /// The states that it was told since it was last asked, of whomever.
    List<String> told() {
        channel.runPendingTasks();
        var states = List.copyOf(told);
        told.clear();
        return states;
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
        return channel.eventLoop();
    }

    @Override
    public boolean isOpen() {
        return open;
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
    public void takePassing(Outgoing event) {
        var frame = Codec.JSON.read(event.bytes(Codec.JSON));
        if (frame.has("list")) {
            frame.objects("list").forEach(this::note);
        } else {
            note(frame);
        }
    }

    private void note(Fields presence) {
        told.add(presence.required("state"));
    }

    @Override
    public void lost() {}

    @Override
    public void flush(Positions seen) {}
}
