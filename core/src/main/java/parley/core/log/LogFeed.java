package parley.core.log;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The log as its followers read it: from where each got to, in pages, as often as they like. What
/// a follower makes of it can be made again from here. Thread-safe; blocks.
///
/// A follower keeps its [Positions] with what it made, and hears of commits from a [BatchListener];
/// other nodes' commits are found by looking.
public interface LogFeed {
    /// How far the log is committed.
    Positions end();

    /// What was committed after these positions, some whole batches of it, at least one if there is
    /// any. Changes are told as they happened; a message is told in its *present* state, so that
    /// what is gone by now is never told. Entries of one conversation come by rev within a page;
    /// with several lanes a later page may hold a lower one.
    ///
    /// @param max entries after which no further batch is added
    /// @return empty if one can't go on from there: those batches are forgotten (they are kept for
    ///   a day), or come from a future that was lost. Whoever follows begins anew with [#messages].
    Optional<Page> after(Positions covered, int max);

    /// All messages that there are, each in its present state, gone ones too, in an order that is
    /// the store's own.
    ///
    /// @param after where the page before ended; null for the first one
    Listing messages(@Nullable Place after, int max);

    /// A part of the log.
    ///
    /// @param upTo what is covered with these entries; the positions that were given if nothing
    ///   came after them
    record Page(List<LogEntry> entries, Positions upTo) {
        public Page {
            entries = List.copyOf(entries);
        }
    }

    /// A part of all messages.
    ///
    /// @param end where the next part begins; null if this is the last
    record Listing(List<Message> messages, @Nullable Place end) {
        public Listing {
            messages = List.copyOf(messages);
        }
    }

    /// Where a listing stands. The numbers mean something to the store that gave them alone; they
    /// stay good as long as the database's epoch.
    record Place(long first, long second) {}
}
