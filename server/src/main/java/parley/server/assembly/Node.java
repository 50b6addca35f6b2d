package parley.server.assembly;

import io.netty.channel.Channel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.log.BatchListener;
import parley.gateway.connection.Connection.Door;
import parley.gateway.http.HttpParts;
import parley.gateway.http.IdempotentAnswers;
import parley.gateway.http.Response;
import parley.gateway.http.Route;
import parley.gateway.http.Route.Access;
import parley.gateway.http.Route.RouteDoc;
import parley.gateway.http.Router;
import parley.gateway.rest.HealthRoutes;
import parley.gateway.session.Links;
import parley.search.SearchIndex;
import parley.server.config.Setting;
import parley.server.config.Settings;
import parley.store.Database;

/// One running server: the database, the messenger on it, and its doors. Started once, stopped
/// once.
public final class Node implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);
    private static final Duration DRAIN = Duration.ofSeconds(3);

    /// How often messages are looked for whose time is over; they are to be gone within a minute.
    private static final long EXPIRY_SECONDS = 15;

    /// How often deleted accounts are looked for that left something.
    private static final long ERASURE_SECONDS = 2;

    /// How often messages are looked for whose time has come.
    private static final long DUE_MS = 500;

    private static final long TICK_MS = 200;

    private final Settings settings;
    private final Doors doors = new Doors();
    private final Metrics metrics = new Metrics();
    private final ScheduledExecutorService ticker =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("ticker").daemon().factory());
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final Links links;
    private final Core core;
    private final Core.Entrance entrance;
    private final Hall hall;
    private final Optional<SearchIndex> search;
    private final InstanceMemory memory;
    private final Thread writer;
    private final Thread fanOut;
    private volatile boolean draining;

    private Node(Settings settings) {
        this.settings = settings;
        links = new Links(doors.loops);
        var told = new AtomicReference<BatchListener>();
        memory = new InstanceMemory(dataDir(settings));
        core =
                new Core(
                        Database.open(databaseUrl(settings), Clock.systemUTC()),
                        memory,
                        batch -> told.get().committed(batch),
                        metrics);
        entrance = core.entrance(settings, links);
        var health = new HealthRoutes(() -> !draining && core.database.isReady());
        search = Searching.index(core, settings, dataDir(settings), metrics);
        hall = new Hall(core, entrance, settings, doors, links, metrics, health, search);
        told.set(hall.fanOut);
        writer = Thread.ofPlatform().name("log-writer").unstarted(core.log::run);
        fanOut = Thread.ofPlatform().name("fan-out").unstarted(hall.fanOut::run);
        gauges();
    }

    private static String databaseUrl(Settings settings) {
        var url = settings.text(Setting.DATABASE_URL);
        return url.isEmpty() ? "sqlite:" + dataDir(settings).resolve("parley.db") : url;
    }

    private static Path dataDir(Settings settings) {
        var directory = Path.of(settings.text(Setting.DATA_DIR));
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "data.dir " + directory + " can't be made: " + e.getMessage(), e);
        }
    }

    private void gauges() {
        metrics.gauge("parley.users.here", hall.hub, hub -> hub.users());
        metrics.gauge("parley.sessions", hall.sessions, sessions -> sessions.size());
        metrics.gauge("parley.commit.waiting", core.log, log -> log.waiting());
        metrics.gauge("parley.fanout.waiting", hall.fanOut, one -> one.waiting());
        metrics.gauge(
                "parley.handshakes.waiting",
                hall.links.admission(),
                admission -> admission.waiting());
    }

    /// Starts a node and opens its doors.
    ///
    /// @throws IllegalArgumentException if a setting can't be used, with a sentence for the
    ///   operator
    public static Node start(Settings settings) {
        var node = new Node(settings);
        node.writer.start();
        node.fanOut.start();
        node.search.ifPresent(SearchIndex::start);
        node.links.start();
        node.ticker.scheduleAtFixedRate(node::tick, TICK_MS, TICK_MS, TimeUnit.MILLISECONDS);
        node.every(1, TimeUnit.SECONDS, node::remember);
        node.ticker.execute(() -> guarded(node.hall.chores::sweep)); // what expired meanwhile
        node.every(EXPIRY_SECONDS, TimeUnit.SECONDS, node.hall.chores::sweep);
        node.every(DUE_MS, TimeUnit.MILLISECONDS, node.hall.chores::sendDue);
        node.every(ERASURE_SECONDS, TimeUnit.SECONDS, node.hall.chores::eraseAccounts);
        node.openDoors();
        return node;
    }

    private void openDoors() {
        var host = settings.text(Setting.HTTP_HOST);
        var proxies = settings.list(Setting.PROXIES);
        open("http", host, Setting.HTTP_PORT, Doors.http(() -> hall.http));
        open(
                "tcp",
                settings.text(Setting.TCP_HOST),
                Setting.TCP_PORT,
                Doors.proxied(proxies, Doors.lines(Door.TCP, () -> hall.links)));
        boolean needsTls =
                settings.port(Setting.TLS_PORT).isPresent()
                        || settings.port(Setting.HTTPS_PORT).isPresent();
        if (needsTls) {
            var tls = tls();
            every(2, TimeUnit.SECONDS, tls::reloadIfChanged);
            open(
                    "tls",
                    settings.text(Setting.TLS_HOST),
                    Setting.TLS_PORT,
                    Doors.proxied(
                            proxies, Doors.secured(tls, Doors.lines(Door.TLS, () -> hall.links))));
            open(
                    "https",
                    host,
                    Setting.HTTPS_PORT,
                    Doors.secured(tls, Doors.http(() -> hall.http)));
        }
        var admin = adminParts();
        open(
                "admin",
                settings.text(Setting.ADMIN_HOST),
                Setting.ADMIN_PORT,
                Doors.http(() -> admin));
    }

    private void open(String name, String host, Setting port, Consumer<Channel> pipeline) {
        settings.port(port)
                .ifPresent(number -> ports.put(name, doors.open(host, number, pipeline)));
    }

    private Tls tls() {
        var certificate = settings.text(Setting.TLS_CERTIFICATE);
        boolean made = certificate.isEmpty();
        var directory = dataDir(settings);
        var file = made ? directory.resolve("tls-certificate.pem") : Path.of(certificate);
        var key = made ? directory.resolve("tls-key.pem") : Path.of(settings.text(Setting.TLS_KEY));
        if (made) {
            SelfSigned.makeUnlessThere(file, key, core.random);
        }
        return new Tls(file, key, settings.text(Setting.TLS_ENGINE).equals("openssl"));
    }

    private HttpParts adminParts() {
        var routes =
                new ArrayList<Route>(
                        new HealthRoutes(() -> !draining && core.database.isReady()).routes());
        var door =
                new AdminRoutes(
                        core,
                        entrance,
                        search,
                        AdminToken.ofServer(dataDir(settings), core.random));
        routes.addAll(door.routes());
        routes.addAll(new AdminReports(door, core).routes());
        routes.add(
                new Route(
                        "GET",
                        "/metrics",
                        Access.OPEN,
                        RouteDoc.of("operating", "Figures for Prometheus", 200),
                        call ->
                                Response.text(
                                        200,
                                        "text/plain; version=0.0.4; charset=utf-8",
                                        metrics.scrape())));
        var router =
                new Router(
                        List.copyOf(routes),
                        hall.links.admittance(),
                        new IdempotentAnswers(core.database.answers(), core.log, core.clock));
        return new HttpParts(
                router,
                hall.http.upgrade(),
                hall.http.files(),
                hall.http.origins(),
                hall.http.proxies(),
                links);
    }

    private void tick() {
        Stream.<Runnable>of(
                        hall.receipts::tick,
                        hall.missed::tick,
                        hall.typing::tick,
                        hall.counts::tick,
                        hall.board::tick,
                        hall.httpSessions::sweep,
                        hall.sessions::sweep,
                        hall.limits::sweep)
                .forEach(Node::guarded);
    }

    // The ticker never again does what failed once; and the others are to be done as well.
    private static void guarded(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException | Error e) {
            LOG.error("a chore failed; it is done again", e);
        }
    }

    private void every(long interval, TimeUnit unit, Runnable chore) {
        ticker.scheduleWithFixedDelay(() -> guarded(chore), interval, interval, unit);
    }

    private void remember() {
        memory.remember(core.database.conversations().positions());
    }

    /// The ports that are open, by door.
    public Map<String, Integer> ports() {
        return Map.copyOf(ports);
    }

    /// Stops taking connections, sends everyone away, writes what waits, and closes the database.
    @Override
    public void close() {
        draining = true;
        doors.shut();
        links.drain(Duration.ofSeconds(settings.number(Setting.DRAIN_SPREAD)));
        await(DRAIN, () -> hall.hub.users() == 0);
        core.log.close();
        join(writer);
        hall.fanOut.close();
        join(fanOut);
        doors.close();
        ticker.shutdownNow();
        entrance.close();
        search.ifPresent(SearchIndex::close);
        core.close();
    }

    private static void await(Duration patience, BooleanSupplier condition) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (!condition.getAsBoolean() && System.nanoTime() < end) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void join(Thread thread) {
        try {
            if (!thread.join(Duration.ofSeconds(5))) {
                thread.interrupt(); // it waits for somebody who ended
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
