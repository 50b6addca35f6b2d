package parley.gateway.session;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.gateway.connection.Connection;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.Receiver;
import parley.protocol.CloseCode;

/// What one connection is told without asking. While it catches up, durable events are held; what
/// its sync covers is left out; then it is live. All state is the event loop's.
///
/// Bound: [#HELD_MAX] held events; when more come, they are thrown away and the sync makes another
/// round.
public final class Feed implements Receiver {
    private static final int HELD_MAX = 256;

    private final Connection connection;
    private final UserId user;
    private final DeviceId device;
    private final boolean presence;
    private List<Held> held = new ArrayList<>();
    private boolean overflowed;
    private boolean live;
    private Positions covered = Positions.NONE;

    private record Held(Outgoing event, Position position) {}

    public Feed(Connection connection, UserId user, DeviceId device, boolean presence) {
        this.connection = connection;
        this.user = user;
        this.device = device;
        this.presence = presence;
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public DeviceId device() {
        return device;
    }

    @Override
    public EventLoop loop() {
        return connection.loop();
    }

    @Override
    public boolean isOpen() {
        return connection.isOpen();
    }

    @Override
    public boolean sharesPresence() {
        return presence;
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public void take(Outgoing event, Position position) {
        if (covered.covers(position)) {
            return;
        }
        if (live) {
            connection.write(event);
        } else if (held.size() < HELD_MAX) {
            held.add(new Held(event, position));
        } else {
            overflowed = true;
        }
    }

    @Override
    public void takeReply(Outgoing reply) {
        connection.write(reply);
    }

    @Override
    public void takePassing(Outgoing event) {
        if (live) {
            connection.write(event);
        }
    }

    @Override
    public void lost() {
        var soon = Duration.ofMillis(ThreadLocalRandom.current().nextLong(200, 3_000));
        connection.close(CloseCode.RESTART, "catch up", soon);
    }

    @Override
    public void flush(Positions seen) {
        connection.flush(() -> cursor(seen));
    }

    /// How far this connection was told.
    ///
    /// @param seen how far its event loop was
    public Positions cursor(Positions seen) {
        var further = covered;
        for (var lane : seen.last().entrySet()) {
            further = further.with(new Position(lane.getKey(), lane.getValue()));
        }
        return further;
    }

    /// Before a round: nothing is held.
    void beginRound() {
        held.clear();
        overflowed = false;
    }

    /// After a round that covers everything up to here.
    ///
    /// @return whether it can go live now; if not, too much came meanwhile for it to be held
    boolean endRound(Positions upTo) {
        covered = upTo;
        if (overflowed) {
            return false;
        }
        for (var one : held) {
            if (!covered.covers(one.position())) {
                connection.write(one.event());
            }
        }
        held = List.of();
        live = true;
        return true;
    }

    boolean isLive() {
        return live;
    }

    /// Catching up took too long.
    void giveUp() {
        connection.close(
                CloseCode.TOO_SLOW,
                "more happens than this connection can catch up with",
                Duration.ZERO);
    }
}
