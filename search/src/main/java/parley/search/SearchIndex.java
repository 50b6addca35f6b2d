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
/// waits for that thread but searches: a commit leaves it word and goes on.
///
/// How far the index goes lies in the index itself, so a crash costs nothing but following the last
/// seconds again. An index that is missing, damaged or of another epoch is made anew, and answers
/// with what it has meanwhile; one that is made anew on demand ([#rebuild]) grows beside the other,
/// which answers until it is replaced.
public final class SearchIndex implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchIndex.class);

    /// How long it rests between looking: many commits share one look, and what one reads is found
    /// half of a blink later.
    private static final Duration REST = Duration.ofMillis(100);

    /// How often it looks without being told: other nodes commit too.
    private static final Duration LOOK = Duration.ofMillis(500);

    /// After a failure of the database or the disk.
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private static final Duration COMMIT = Duration.ofSeconds(5);
    private static final Duration REFRESH = Duration.ofMillis(250);

    /// Letting things be found may take a fiftieth of the time: each time makes a segment, however
    /// small, that must be merged with others after.
    private static final int REFRESH_REST = 50;

    private static final Duration REFRESH_LATEST = Duration.ofSeconds(1);
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
    private final Every refreshes = new Every(REFRESH);
    private final Every expiries = new Every(EXPIRE);
    private volatile boolean closed;
    private volatile boolean news;
    private volatile boolean rebuildAsked;
    private volatile Positions shown = Positions.NONE;
    private volatile Status status = new Status(0, Duration.ZERO, false, 0);
    private @Nullable MessageIndex current;
    private @Nullable MessageIndex next;

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
        finder = new LuceneFinder(analyzer, this::rebuild);
        thread = Thread.ofPlatform().name("search-index").daemon().unstarted(this::run);
    }

    /// Something that is due now and then.
    private static final class Every {
        private final long nanos;
        private long next = System.nanoTime();

        Every(Duration period) {
            nanos = period.toNanos();
        }

        boolean isDue() {
            long now = System.nanoTime();
            if (now - next < 0) {
                return false;
            }
            next = now + nanos;
            return true;
        }

        /// It isn't due again before so much time has passed.
        void rest(Duration least) {
            long earliest = System.nanoTime() + least.toNanos();
            if (earliest - next > 0) {
                next = earliest;
            }
        }
    }

    public SearchIndex start() {
        thread.start();
        return this;
    }

    /// Asks the index.
    public MessageFinder finder() {
        return finder;
    }

    /// Something was committed. Costs the caller next to nothing.
    public void committed() {
        if (!news) {
            news = true;
            LockSupport.unpark(thread);
        }
    }

    /// Makes the index anew, beside the one that answers. Without effect while one is being made.
    public void rebuild() {
        rebuildAsked = true;
        committed();
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
        return !positions.beyond(shown);
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
            news = false;
            long start = System.nanoTime();
            boolean more = step();
            keep();
            long took = System.nanoTime() - start;
            if (more) {
                rest(pace.restAfter(Duration.ofNanos(took)));
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
        if (expiries.isDue()) {
            for (var each : open) {
                each.eraseExpired(clock.instant());
            }
        }
        boolean refresh = refreshes.isDue();
        if (refresh) {
            refresh(open);
        }
        if (commits.isDue()) {
            for (var each : open) {
                each.commit();
                each.purge();
            }
        }
        if (refresh) {
            shown = index.progress().listing() ? Positions.NONE : index.progress().covered();
            tell(index);
        }
    }

    private void refresh(List<MessageIndex> open) throws IOException {
        long start = System.nanoTime();
        for (var each : open) {
            each.refresh();
        }
        refreshes.rest(restAfter(Duration.ofNanos(System.nanoTime() - start)));
    }

    private static Duration restAfter(Duration refresh) {
        var rest = refresh.multipliedBy(REFRESH_REST);
        return rest.compareTo(REFRESH_LATEST) < 0 ? rest : REFRESH_LATEST;
    }

    private void tell(MessageIndex index) {
        var building = next;
        boolean grows = building != null || index.progress().listing();
        int built = building != null ? building.documents() : index.documents();
        status = new Status(index.documents(), follower.lag(), grows, grows ? built : 0);
    }

    private void open() throws IOException {
        var opened = folder.open(feed.end());
        current = opened.answering();
        next = opened.growing();
        finder.ask(opened.answering());
        tell(opened.answering());
    }

    private void await() {
        rest(REST);
        if (!news && !closed) {
            LockSupport.parkNanos(this, LOOK.minus(REST).toNanos());
        }
    }

    // not ended by news
    private void rest(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        for (long left = duration.toNanos(); left > 0 && !closed; left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
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
