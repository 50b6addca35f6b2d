package parley.gateway.presence;

import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import parley.core.id.UserId;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.QuietReceiver;
import parley.protocol.Codec;
import parley.protocol.Fields;

/// A live connection that keeps which presence it is told.
final class Viewer extends QuietReceiver {
    private final EmbeddedChannel channel;
    private final List<String> told = new ArrayList<>();
    private boolean open = true;

    Viewer(UserId user) {
        this(user, new EmbeddedChannel());
    }

    private Viewer(UserId user, EmbeddedChannel channel) {
        super(user, channel.eventLoop());
        this.channel = channel;
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
    public boolean isOpen() {
        return open;
    }

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
}
