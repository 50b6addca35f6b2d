package parley.gateway.session;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import parley.core.account.RevocationListener;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.protocol.CloseCode;

/// All connections of this node. Each event loop looks after its own once a second; a device that is signed out loses
/// its connections at once. Bound: as many as there are connections.
public final class Links implements RevocationListener {
    private final Map<EventLoop, Set<Link>> byLoop = new IdentityHashMap<>();
    private final ConcurrentHashMap<DeviceId, Set<Link>> byDevice = new ConcurrentHashMap<>();

    /// A connection that is looked after. [#tick] and [#close] are called on [#loop].
    public interface Link {
        EventLoop loop();

        /// A second went by.
        void tick();

        void close(CloseCode code, String reason, Duration reconnectAfter);
    }

    public Links(EventLoopGroup group) {
        group.forEach(executor -> {
            if (executor instanceof EventLoop loop) {
                byLoop.put(loop, new LinkedHashSet<>());
            }
        });
    }

    /// Begins to look after them.
    public void start() {
        byLoop.keySet().forEach(loop -> loop.scheduleAtFixedRate(() -> tick(loop), 1, 1, TimeUnit.SECONDS));
    }

    private void tick(EventLoop loop) {
        for (var link : List.copyOf(linksOf(loop))) {
            link.tick();
        }
    }

    private Set<Link> linksOf(EventLoop loop) {
        return Objects.requireNonNull(byLoop.get(loop));
    }

    /// Called on the link's loop.
    public void add(Link link) {
        linksOf(link.loop()).add(link);
    }

    /// Called on the link's loop.
    public void remove(Link link) {
        linksOf(link.loop()).remove(link);
    }

    /// The link is this device's from now on.
    public void claim(DeviceId device, Link link) {
        byDevice.computeIfAbsent(device, unused -> ConcurrentHashMap.newKeySet()).add(link);
    }

    public void disclaim(DeviceId device, Link link) {
        byDevice.computeIfPresent(device, (unused, links) -> {
            links.remove(link);
            return links.isEmpty() ? null : links;
        });
    }

    @Override
    public void signedOut(UserId user, Collection<DeviceId> devices) {
        close(devices, CloseCode.BAD_TOKEN, "signed out");
    }

    @Override
    public void disabled(UserId user, Collection<DeviceId> devices) {
        close(devices, CloseCode.NOT_ALLOWED, "disabled");
    }

    private void close(Collection<DeviceId> devices, CloseCode code, String reason) {
        for (var device : devices) {
            for (var link : byDevice.getOrDefault(device, Set.of())) {
                link.loop().execute(() -> link.close(code, reason, Duration.ZERO));
            }
        }
    }

    /// Says goodbye to everyone, each with another time to come back, so that a restart is no stampede.
    public void drain(Duration spread) {
        byLoop.keySet().forEach(loop -> loop.execute(() -> {
            for (var link : new ArrayList<>(linksOf(loop))) {
                long after = ThreadLocalRandom.current().nextLong(200, Math.max(201, spread.toMillis()));
                link.close(CloseCode.RESTART, "restart", Duration.ofMillis(after));
            }
        }));
    }
}
