package parley.search;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.LogFeed;
import parley.core.log.Message;
import parley.core.log.Positions;
import parley.core.search.MessageFinder;
import parley.search.LogFollower.Step;

/// The index that a node has: a thread that follows the log, and the finder that asks. Nothing
/// waits for that thread but searches.
///
/// Following goes in large steps, since each time that something is made findable costs a segment:
/// it looks once a second, and lets what it read be found every five. A search asks for what was
/// committed before it, and waits for a blink until that can be found; so what is written is found
/// by whoever searches next, and nobody pays for it where nobody does.
///
/// How far the index goes lies in the index itself, so a crash costs nothing but following the last
/// seconds again. An index that is missing, damaged or of another epoch is made anew, and answers
/// with what it has meanwhile; one that is made anew on demand ([#rebuild]) grows beside the other,
/// which answers until it is replaced.
public final class SearchIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    /// How often it looks at the log while nobody searches.
    private static final Duration LOOK = Duration.ofSeconds(1);

    /// After a failure of the database or the disk.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration COMMIT = Duration.ofSeconds(5);

    /// So many messages are let be found at once: what waits longer in memory outlives the young
    /// collections.
    private static final int UNSHOWN = 10_000;

    /// After so many pages without an end it is too far behind for anyone to wait.
    private static final int FAR = 8;

    /// For those who search things may be made findable in a fifth of the time.
    private static final int SHOW_REST = 4;

    private static final Duration SHOW_LATEST = Duration.ofMillis(200);
    private static final Duration EXPIRE = Duration.ofSeconds(5);
    private static final Duration STOPPING = Duration.ofSeconds(20);

    private final IndexFolder folder;
    private final LogFeed feed;
    private final LogFollower follower;
    private final Clock clock;
    private final MessageAnalyzer analyzer = new MessageAnalyzer();
    private final LuceneFinder finder;
    private final Thread thread;
    private final Pace pace = Pace.ofMachine();
    private final Every commits = new Every(COMMIT);
    private final Every shows = new Every(Duration.ZERO);
    private final Every expiries = new Every(EXPIRE);
    private volatile boolean closed;
    private volatile boolean rebuildAsked;
    private final Demand demand;
    private volatile Status status = new Status(0, Duration.ZERO, false, 0);
    private @Nullable MessageIndex current;
    private @Nullable MessageIndex next;
    private boolean behind;
    private boolean lost;
    private int pagesBehind;
    private volatile boolean far;

    /// How the index stands.
    ///
    /// @param documents messages that are found
    /// @param lag how long the log is ahead; zero if it isn't
    /// @param building whether older messages are still being gone through
    /// @param built messages that the index which is being made has so far
    public record Status(int documents, Duration lag, boolean building, int built) {}

    /// Where the index lies and what it is made of.
    ///
    /// @param bufferMb memory for what isn't written yet
    /// @param epoch of the database; an index of another is of no use
    public record Place(Path folder, int bufferMb, String epoch) {}

    /// What is followed, and what is asked about it.
    ///
    /// @param pairs who talks in those of these that are direct conversations
    public record Followed(
            LogFeed feed,
            PresentMessages messages,
            Function<Collection<ConversationId>, Map<ConversationId, Pair>> pairs) {}

    /// Messages as they are now.
    @FunctionalInterface
    public interface PresentMessages {
        Optional<Message> find(ConversationId conversation, long seq);
    }

    public SearchIndex(Place place, Followed followed, Clock clock) {
        folder = new IndexFolder(place, analyzer);
        feed = followed.feed();
        this.clock = clock;
        follower = new LogFollower(followed, clock);
        finder = new LuceneFinder(analyzer, this::rebuild, this::catchUp);
        thread = Thread.ofPlatform().name("search-index").daemon().unstarted(this::run);
        demand = new Demand(() -> LockSupport.unpark(thread));
    }

    public SearchIndex start() {
        thread.start();
        return this;
    }

    /// Asks the index.
    public MessageFinder finder() {
        return finder;
    }

    /// Makes the index anew, beside the one that answers. Without effect while one is being made.
    public void rebuild() {
        rebuildAsked = true;
        LockSupport.unpark(thread);
    }

    /// How long searches took, for who is told each time.
    public void meter(java.util.function.Consumer<Duration> told) {
        finder.meter(told);
    }

    public Status status() {
        var now = status;
        return rebuildAsked ? new Status(now.documents(), now.lag(), true, now.built()) : now;
    }

    /// Whether all that these positions cover can be found by now.
    public boolean shows(Positions positions) {
        return demand.isMet(positions);
    }

    /// Waits until all that is committed by now can be found; for a blink at most, and not at all
    /// where that takes longer anyway.
    void catchUp() {
        if (!far) {
            demand.await(feed.end());
        }
    }

    private void run() {
        while (!closed) {
            try {
                if (current == null) {
                    open();
                }
                work();
            } catch (LockObtainFailedException e) {
                LOG.error("another process has the search index: {}", e.getMessage());
                rest(PAUSE);
            } catch (IOException
                    | RuntimeException
                    | Error e) { // it outlives whatever one page does
                LOG.error("the search index can't go on; it is opened again", e);
                abandon();
                rest(PAUSE);
            }
        }
        end();
        finder.close();
    }

    private void work() throws IOException {
        while (!closed) {
            long start = System.nanoTime();
            boolean more = step();
            keep();
            long took = System.nanoTime() - start;
            if (more) {
                restUnlessAwaited(pace.restAfter(Duration.ofNanos(took)));
            } else {
                await();
            }
        }
    }

    // one page of each index
    private boolean step() throws IOException {
        var index = requireOpen();
        if (rebuildAsked) {
            beginAnew();
            tell(index);
            rebuildAsked = false; // last: until it is told, who asks is answered by this
        }
        var building = next;
        var step = follower.step(index);
        note(step);
        if (step == Step.LOST && building == null) {
            beginAnew();
            return true;
        }
        boolean more = step == Step.WORKED;
        if (building != null) {
            var other = follower.step(building);
            if (other == Step.LOST) {
                dropNext();
            } else if (other == Step.DONE && !building.progress().listing()) {
                replace(index, building);
            }
            more = true;
        }
        return more || index.progress().listing();
    }

    private void note(Step step) {
        behind = step != Step.DONE;
        lost = step == Step.LOST;
        pagesBehind = behind ? pagesBehind + 1 : 0;
        far = pagesBehind > FAR;
    }

    private MessageIndex requireOpen() {
        var open = current;
        if (open == null) {
            throw new IllegalStateException("no index is open");
        }
        return open;
    }

    private void beginAnew() throws IOException {
        if (next == null && !requireOpen().progress().listing()) {
            LOG.info("the search index is made anew");
            next = folder.make(feed.end());
        }
    }

    private void replace(MessageIndex before, MessageIndex after) throws IOException {
        after.refresh();
        after.commit();
        current = after;
        next = null;
        finder.ask(after);
        before.close();
        IndexFolder.delete(before.path());
        LOG.info("the search index has {} messages and replaces the one before", after.documents());
    }

    private void dropNext() throws IOException {
        var dropped = next;
        next = null;
        if (dropped != null) {
            dropped.close();
            IndexFolder.delete(dropped.path());
        }
    }

    // what is worth doing now and then, whether or not anything came
    private void keep() throws IOException {
        var index = requireOpen();
        var open = Stream.of(index, next).filter(Objects::nonNull).toList();
        boolean commit = commits.isDue();
        boolean whole = demand.isHopeless() && !index.progress().listing();
        boolean asked = !behind && (whole || demand.isAny()) && shows.isDue();
        if (commit || index.unshown() >= UNSHOWN) {
            show(index, open);
        } else if (asked) {
            show(index, List.of(index)); // nobody asks the one that grows
        }
        if (expiries.isDue()) {
            for (var each : open) {
                each.eraseExpired(clock.instant());
            }
        }
        if (commit) {
            for (var each : open) {
                each.commit();
                each.purge();
            }
        }
        tell(index);
    }

    private void show(MessageIndex index, List<MessageIndex> open) throws IOException {
        long start = System.nanoTime();
        for (var each : open) {
            each.refresh();
        }
        shows.rest(restAfter(Duration.ofNanos(System.nanoTime() - start)));
        if (lost || index.progress().listing()) {
            demand.hopeless();
        } else {
            demand.shown(index.progress().covered());
        }
    }

    private static Duration restAfter(Duration show) {
        var rest = show.multipliedBy(SHOW_REST);
        return rest.compareTo(SHOW_LATEST) < 0 ? rest : SHOW_LATEST;
    }

    private void tell(MessageIndex index) {
        var building = next;
        boolean grows = building != null || index.progress().listing();
        int built = building != null ? building.documents() : index.documents();
        var lag = far ? follower.lag() : Duration.ZERO;
        status = new Status(index.documents(), lag, grows, grows ? built : 0);
    }

    private void open() throws IOException {
        var opened = folder.open(feed.end());
        current = opened.answering();
        next = opened.growing();
        finder.ask(opened.answering());
        commits.now();
        tell(opened.answering());
    }

    // ended by who searches, as soon as something may be shown again
    private void await() {
        long end = System.nanoTime() + LOOK.toNanos();
        park(() -> rebuildAsked ? 0 : untilLook(end));
    }

    private long untilLook(long end) {
        long left = end - System.nanoTime();
        return demand.isAny() ? Math.min(left, shows.nanosLeft()) : left;
    }

    // nor do those who search wait for the rest
    private void restUnlessAwaited(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        park(() -> far || !demand.isAny() ? end - System.nanoTime() : 0);
    }

    private void rest(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        park(() -> end - System.nanoTime());
    }

    private void park(LongSupplier left) {
        for (long nanos = left.getAsLong(); nanos > 0 && !closed; nanos = left.getAsLong()) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    private void end() {
        try {
            for (var each : new @Nullable MessageIndex[] {current, next}) {
                if (each != null) {
                    each.commit();
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("the search index isn't written to its end; that is made up for", e);
        }
        abandon();
    }

    private void abandon() {
        finder.ask(null);
        demand.shown(Positions.NONE);
        for (var each : new @Nullable MessageIndex[] {current, next}) {
            try {
                if (each != null) {
                    each.close();
                }
            } catch (IOException | RuntimeException e) {
                LOG.warn("the search index can't be closed", e);
            }
        }
        current = null;
        next = null;
    }

    /// Writes what there is and ends the thread.
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
