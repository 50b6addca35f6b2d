package parley.core.memory;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.log.LogEntry;
import parley.core.log.LogFeed;
import parley.core.log.Message;
import parley.core.log.Position;
import parley.core.log.Positions;

/// The log in memory, read batch after batch. Nothing of it is ever forgotten.
final class InMemoryLogFeed implements LogFeed {
    private static final Comparator<LogEntry> BY_BATCH =
            Comparator.<LogEntry>comparingLong(entry -> entry.position().n())
                    .thenComparing(LogEntry::conversation)
                    .thenComparingLong(LogEntry::rev);

    private final Tables tables;
    private final InMemoryLogStore log;

    InMemoryLogFeed(Tables tables, InMemoryLogStore log) {
        this.tables = tables;
        this.log = log;
    }

    @Override
    public Positions end() {
        return log.positions();
    }

    @Override
    public Optional<Page> after(Positions covered, int max) {
        return tables.locked(() -> {
            var end = log.positions();
            return covered.beyond(end) ? Optional.empty() : Optional.of(page(covered, end, max));
        });
    }

    private Page page(Positions covered, Positions end, int max) {
        var beyond =
                tables.entries
                        .all()
                        .filter(entry -> !covered.covers(entry.position()))
                        .sorted(BY_BATCH)
                        .toList();
        var page = new ArrayList<LogEntry>();
        @Nullable Position last = null;
        for (var entry : beyond) {
            if (page.size() >= max && last != null && !entry.position().equals(last)) {
                return new Page(page, covered.with(last));
            }
            page.add(entry);
            last = entry.position();
        }
        return new Page(page, end);
    }

    @Override
    public Listing messages(@Nullable Place after, int max) {
        long skipped = after == null ? 0 : after.first();
        List<Message> rest =
                tables.locked(() ->
                        tables.entries
                                .all()
                                .filter(entry -> entry instanceof Message)
                                .map(entry -> (Message) entry)
                                .sorted(BY_BATCH)
                                .skip(skipped)
                                .limit(max)
                                .toList());
        return new Listing(rest, rest.size() < max ? null : new Place(skipped + max, 0));
    }
}
