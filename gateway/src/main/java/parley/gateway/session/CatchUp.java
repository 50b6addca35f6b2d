package parley.gateway.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.id.UserId;
import parley.core.log.MessageLog;
import parley.core.log.Positions;
import parley.core.message.Folded;
import parley.core.message.HistoryReader.Seen;
import parley.core.sync.Cursors;
import parley.core.sync.SyncReader;
import parley.core.sync.SyncReader.Part;
import parley.core.sync.SyncReader.Round;
import parley.gateway.connection.Connection;
import parley.gateway.connection.Outgoing;
import parley.gateway.hub.Arrivals;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.Loops;
import parley.gateway.hub.WireWeight;
import parley.protocol.CloseCode;
import parley.protocol.ConversationView;
import parley.protocol.Event;
import parley.protocol.Person;

/// Brings a connection up to date and live (DESIGN.md, "Sync in rounds"): the hub holds what
/// happens, the positions and rows are read and written, what was held and isn't covered follows,
/// then `synced`. Runs on a virtual thread.
public final class CatchUp {
    private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
    private static final int ROUNDS = 3;

    /// A client that reads nothing for this long is too slow.
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int CHUNK_BYTES = 32 * 1024;

    private final SyncReader reader;
    private final Cursors cursors;
    private final EventFrames frames;
    private final ConversationViews views;
    private final Arrivals arrivals;
    private final Loops loops;

    public CatchUp(SyncReader reader, Cursors cursors, Say say, Arrivals arrivals, Loops loops) {
        this.reader = reader;
        this.cursors = cursors;
        this.frames = say.frames();
        this.views = say.views();
        this.arrivals = arrivals;
        this.loops = loops;
    }

    /// How things are said.
    public record Say(EventFrames frames, ConversationViews views) {}

    /// Catches up and goes live.
    ///
    /// @param cursor as the client gave it; null or unusable: from the beginning
    /// @param log where the marks are stored that the new cursor covers
    public void run(Feed feed, Identity identity, @Nullable String cursor, MessageLog log) {
        try {
            arrivals.add(feed);
            if (!feed.isOpen()) {
                arrivals.remove(feed); // it went while it came
                return;
            }
            var start = Optional.ofNullable(cursor).flatMap(cursors::read).filter(reader::isUsable);
            boolean reset = cursor != null && start.isEmpty();
            var place = new Place(start.orElse(null), reset);
            rounds(feed, identity, place, log);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("a session can't be brought up to date", e);
            feed.loop()
                    .execute(() ->
                            feed.connection()
                                    .close(CloseCode.RESTART, "try again", Duration.ofSeconds(2)));
        }
    }

    /// Where a client goes on from.
    ///
    /// @param reset whether it gave a cursor that is of no use
    private record Place(@Nullable Positions start, boolean reset) {}

    private void rounds(Feed feed, Identity identity, Place place, MessageLog log)
            throws InterruptedException {
        var from = place.start();
        boolean more = false;
        for (int i = 0; i < ROUNDS; i++) {
            onLoop(
                    feed,
                    () -> {
                        feed.beginRound();
                        return true;
                    });
            var round =
                    from == null
                            ? reader.snapshot(identity.user())
                            : reader.since(identity.user(), identity.account(), from);
            if (!write(feed, identity.user(), round)) {
                feed.loop().execute(feed::giveUp);
                return;
            }
            more |= round.more();
            // a cursor is only sent once the marks before it are stored
            log.flushMarks().join();
            boolean moreNow = more;
            boolean live = onLoop(feed, () -> goLive(feed, round.upTo(), moreNow, place.reset()));
            if (live) {
                return;
            }
            from = round.upTo();
        }
        feed.loop().execute(feed::giveUp);
    }

    private boolean goLive(Feed feed, Positions upTo, boolean more, boolean reset) {
        if (!feed.endRound(upTo)) {
            return false;
        }
        var cursor = feed.cursor(loops.seen(feed.loop()));
        feed.connection().write(new Outgoing(new Event.Synced(cursors.text(cursor), more, reset)));
        feed.connection().flush(() -> cursor);
        return true;
    }

    private static boolean onLoop(Feed feed, BooleanSupplier step) throws InterruptedException {
        return CompletableFuture.supplyAsync(step::getAsBoolean, feed.loop()).join();
    }

    private boolean write(Feed feed, UserId user, Round round) throws InterruptedException {
        var asked = new AskedFrames(feed.connection());
        for (var entry : round.account()) {
            if (!asked.add(new Outgoing(frames.event(entry, user)))) {
                return false;
            }
        }
        for (var part : round.parts()) {
            if (!asked.add(new Outgoing(sync(part, user)))) {
                return false;
            }
        }
        return asked.flush();
    }

    private Event sync(Part part, UserId user) {
        var events = new ArrayList<Event>();
        boolean complete = part.complete();
        long bytes = 0;
        // the newest are kept: what doesn't fit into a frame is missing at the beginning
        for (Seen seen : part.events().reversed()) {
            var event = frames.event(seen, user);
            bytes += WireWeight.of(seen.entry());
            if (bytes > WireWeight.FRAME) {
                complete = false;
                break;
            }
            events.addFirst(event);
        }
        for (var shown : part.shown().reversed()) {
            bytes += WireWeight.of(shown);
            if (bytes > WireWeight.FRAME) {
                complete = false;
                break;
            }
            events.addFirst(frames.folded(shown, user));
        }
        var view = views.view(part.listed());
        return new Event.Sync(view, events, complete, part.snapshot(), people(part, view));
    }

    private List<Person> people(Part part, ConversationView view) {
        var named = new LinkedHashSet<>(views.whoseReceipts(view));
        part.listed()
                .head()
                .pair()
                .ifPresent(pair -> {
                    named.add(pair.a());
                    named.add(pair.b());
                });
        named.addAll(
                EventFrames.named(
                        part.events().stream().filter(Seen::visible).map(Seen::entry).toList()));
        named.addAll(EventFrames.named(part.shown().stream().map(Folded::message).toList()));
        return frames.people(named);
    }

    /// Gathers what was asked for into chunks, and waits for the client to read before each.
    public static final class AskedFrames {
        private final Connection connection;
        private List<Outgoing> chunk = new ArrayList<>();
        private int bytes;

        public AskedFrames(Connection connection) {
            this.connection = connection;
        }

        /// @return false if the client doesn't read, or is gone
        public boolean add(Outgoing frame) throws InterruptedException {
            chunk.add(frame);
            bytes += frame.bytes(connection.codec()).length;
            return bytes < CHUNK_BYTES || flush();
        }

        public boolean flush() throws InterruptedException {
            if (!connection.awaitWritable(PATIENCE)) {
                return false;
            }
            var frames = chunk;
            chunk = new ArrayList<>();
            bytes = 0;
            CompletableFuture.runAsync(() -> connection.writeAsked(frames), connection.loop())
                    .join();
            return true;
        }
    }
}
