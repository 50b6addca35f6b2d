package parley.search;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.LogFeed;
import parley.core.log.LogWorld;
import parley.core.log.Positions;
import parley.core.search.MessageFinder.Highlight;
import parley.core.search.MessageSearch;
import parley.core.search.MessageSearch.Match;
import parley.core.search.MessageSearch.Page;
import parley.core.search.Trait;
import parley.core.user.Directory;
import parley.core.user.PeopleFinder;
import parley.core.user.UserCache;

/// A log with people who write, an index that follows it, and the use case that asks.
final class SearchWorld implements AutoCloseable {
    static final PublicIds IDS = new PublicIds(new byte[PublicIds.KEY_BYTES]);

    final LogWorld world;
    final SearchIndex index;
    private final AtomicLong looks = new AtomicLong();
    final MessageSearch search;

    SearchWorld(Path folder) {
        this(new LogWorld(), folder, "epoch");
    }

    SearchWorld(LogWorld world, Path folder, String epoch) {
        this.world = world;
        index = another(folder, epoch);
        search = searching(index);
    }

    /// An index of the same log.
    SearchIndex another(Path folder, String epoch) {
        return new SearchIndex(
                        new SearchIndex.Place(folder, 4, epoch),
                        new SearchIndex.Followed(
                                new CountedFeed(world.database.feed(), looks),
                                world.database.messages()::find,
                                world.heads::pairs),
                        Clock.systemUTC())
                .start();
    }

    /// The use case that asks that index.
    MessageSearch searching(SearchIndex asked) {
        var database = world.database;
        var people =
                new PeopleFinder(
                        database.users(),
                        new UserCache(database.users()),
                        database.contacts(),
                        Directory.ON,
                        IDS);
        return new MessageSearch(
                asked.finder(),
                world.history,
                database.conversations(),
                new MessageSearch.Names(people, world.reader, world.heads, IDS),
                Clock.systemUTC());
    }

    Page page(UserId asker, String query, int limit, @Nullable String cursor) {
        return search.search(asker, query, limit, cursor);
    }

    /// The texts that are found, best first.
    List<String> texts(UserId asker, String query) {
        return page(asker, query, 50, null).messages().stream().map(SearchWorld::text).toList();
    }

    static String text(Match match) {
        return Trait.text(match.message().message());
    }

    /// What is marked in the first match.
    List<String> marked(UserId asker, String query) {
        var match = page(asker, query, 1, null).messages().getFirst();
        return match.highlights().stream().map(range -> cut(match, range)).toList();
    }

    private static String cut(Match match, Highlight range) {
        return text(match).substring(range.start(), range.end());
    }

    /// How often the log was looked at.
    long looks() {
        return looks.get();
    }

    private record CountedFeed(LogFeed feed, AtomicLong looks) implements LogFeed {
        @Override
        public Positions end() {
            return feed.end();
        }

        @Override
        public Optional<LogFeed.Page> after(Positions covered, int max) {
            looks.incrementAndGet();
            return feed.after(covered, max);
        }

        @Override
        public Listing messages(@Nullable Place after, int max) {
            return feed.messages(after, max);
        }
    }

    /// Waits until all that is committed can be found.
    void settled() {
        var end = world.database.feed().end();
        eventually(() -> {
            index.catchUp();
            return index.shows(end);
        });
    }

    static void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("it doesn't come to that");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Override
    public void close() {
        index.close();
        world.close();
    }
}
