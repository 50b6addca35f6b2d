package parley.gateway.session;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.account.RevocationListener;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.protocol.CloseCode;

/// All connections of this node. Each event loop looks after its own once a second; a device that
/// is signed out loses its connections at once. Bound: as many as there are connections.
public final class Links implements RevocationListener {
    private static final Logger LOG = LoggerFactory.getLogger(Links.class);

    private final Map<EventLoop, Set<Link>> byLoop = new IdentityHashMap<>();
    private final ConcurrentHashMap<UserId, Map<Link, DeviceId>> byUser = new ConcurrentHashMap<>();

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
        byLoop.keySet()
                .forEach(
                        loop -> loop.scheduleAtFixedRate(() -> tick(loop), 1, 1, TimeUnit.SECONDS));
    }

    private void tick(EventLoop loop) {
        for (var link : List.copyOf(linksOf(loop))) {
            try {
                link.tick();
            } catch (RuntimeException e) { // the others, and the next second, are looked after
                LOG.warn("a connection can't be looked after", e);
            }
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
    public void claim(UserId user, DeviceId device, Link link) {
        byUser.computeIfAbsent(user, unused -> new ConcurrentHashMap<>()).put(link, device);
    }

    public void disclaim(UserId user, Link link) {
        byUser.computeIfPresent(
                user,
                (unused, links) -> {
                    links.remove(link);
                    return links.isEmpty() ? null : links;
                });
    }

    @Override
    public void signedOut(UserId user, DeviceId device) {
        byUser.getOrDefault(user, Map.of())
                .forEach((link, its) -> {
                    if (its.equals(device)) {
                        closeLater(link, CloseCode.BAD_TOKEN, "signed out");
                    }
                });
    }

    @Override
    public void disabled(UserId user) {
        byUser.getOrDefault(user, Map.of())
                .keySet()
                .forEach(link -> closeLater(link, CloseCode.NOT_ALLOWED, "disabled"));
    }

    private static void closeLater(Link link, CloseCode code, String reason) {
        link.loop().execute(() -> link.close(code, reason, Duration.ZERO));
    }

    /// Says goodbye to everyone, each with another time to come back, so that a restart is no
    /// stampede.
    public void drain(Duration spread) {
        byLoop.keySet()
                .forEach(loop ->
                        loop.execute(() -> {
                            for (var link : new ArrayList<>(linksOf(loop))) {
                                long after =
                                        ThreadLocalRandom.current()
                                                .nextLong(200, Math.max(201, spread.toMillis()));
                                link.close(CloseCode.RESTART, "restart", Duration.ofMillis(after));
                            }
                        }));
    }
}
