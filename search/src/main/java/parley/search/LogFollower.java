package parley.search;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.ChangeBody.Pinned;
import parley.core.log.LogEntry;
import parley.core.log.LogFeed;
import parley.core.log.Message;
import parley.core.message.SeqRange;
import parley.search.SearchIndex.Followed;
import parley.search.SearchIndex.PresentMessages;

/// Brings an index up to date with the log, a page at a time: first what was committed since, then,
/// while the index is being made, some of the messages that are older. Whatever order that leads
/// to, each message is put as it is at that moment, so the last put is right; once the older ones
/// are all there, a message that was committed since is a new one. Used by one thread.
///
/// Bound: [#PAGE] entries, and a batch of the log, in memory.
final class LogFollower {
    private static final Logger LOG = LoggerFactory.getLogger(LogFollower.class);

    /// Entries that are read at once.
    private static final int PAGE = 500;

    private final LogFeed feed;
    private final PresentMessages messages;
    private final Function<Collection<ConversationId>, Map<ConversationId, Pair>> pairs;
    private final Clock clock;
    private Duration lag = Duration.ZERO;

    LogFollower(Followed followed, Clock clock) {
        feed = followed.feed();
        messages = followed.messages();
        pairs = followed.pairs();
        this.clock = clock;
    }

    /// What a step did.
    enum Step {
        /// The index has everything that was committed when the step began.
        DONE,
        /// There is more.
        WORKED,
        /// The log can't be followed from where this index is; another must be made.
        LOST
    }

    /// Reads one page of the log into the index, and if there is none left one of older messages.
    Step step(MessageIndex index) throws IOException {
        if (index.mayHold() == null) {
            index.mayHold(feed.end());
        }
        var end = feed.end();
        var page = feed.after(index.progress().covered(), PAGE).orElse(null);
        if (page == null) {
            LOG.info("the log can't be followed from {}", index.progress().covered());
            return Step.LOST;
        }
        put(index, page.entries());
        note(page);
        index.covers(page.upTo());
        if (page.entries().size() < PAGE && index.progress().listing()) {
            list(index);
            return Step.WORKED;
        }
        return end.beyond(page.upTo()) ? Step.WORKED : Step.DONE;
    }

    private void note(LogFeed.Page page) {
        lag =
                page.entries().isEmpty()
                        ? Duration.ZERO
                        : Duration.between(page.entries().getLast().at(), clock.instant());
    }

    /// How long the log was ahead at the last step.
    Duration lag() {
        return lag.isNegative() ? Duration.ZERO : lag;
    }

    private void list(MessageIndex index) throws IOException {
        var listing = feed.messages(index.progress().place(), PAGE);
        put(index, listing.messages());
        if (listing.end() == null) {
            index.mayHold(feed.end()); // it was read after what is followed, and may be ahead of it
        }
        index.progressed(index.progress().listed(listing.end()));
    }

    private record Seq(ConversationId conversation, long seq) {}

    /// A page on its way into an index.
    ///
    /// @param pairs who talks in the direct conversations among those of the page
    /// @param put which messages were put
    private record Putting(MessageIndex index, Map<ConversationId, Pair> pairs, Set<Seq> put) {}

    private void put(MessageIndex index, List<? extends LogEntry> entries) throws IOException {
        var conversations = new HashSet<ConversationId>();
        entries.forEach(entry -> conversations.add(entry.conversation()));
        var page = new Putting(index, pairs.apply(conversations), new HashSet<>());
        for (var entry : entries) {
            switch (entry) {
                case Message message -> {
                    if (isNew(index, message)) {
                        add(page, message);
                    } else {
                        put(page, message);
                    }
                    page.put().add(new Seq(message.conversation(), message.seq()));
                }
                case Change change -> follow(page, change);
            }
        }
    }

    private static boolean isNew(MessageIndex index, Message message) {
        var mayHold = index.mayHold();
        return !index.progress().listing()
                && mayHold != null
                && !mayHold.covers(message.position());
    }

    private void add(Putting page, Message message) throws IOException {
        if (!message.isGone(clock.instant())) {
            page.index().add(message, page.pairs().get(message.conversation()));
        }
    }

    private void put(Putting page, Message message) throws IOException {
        var conversation = message.conversation();
        if (message.isGone(clock.instant())) {
            page.index().erase(conversation, List.of(message.seq()));
        } else {
            page.index().put(message, page.pairs().get(conversation));
        }
    }

    private void follow(Putting page, Change change) throws IOException {
        var index = page.index();
        switch (change.body()) {
            case Edited edited -> {
                index.rewritten();
                again(page, new Seq(change.conversation(), edited.target()));
            }
            case Pinned pinned -> again(page, new Seq(change.conversation(), pinned.target()));
            case Deleted deleted -> index.erase(change.conversation(), seqs(deleted.targets()));
            case ConversationChanged changed -> {
                if (changed.deleted()) {
                    index.erase(change.conversation());
                }
            }
            default -> {
                // nothing that is searched for
            }
        }
    }

    // once a page is enough: it is put as it is by now; and one of which the log is still to tell
    // (with several lanes) comes then
    private void again(Putting page, Seq which) throws IOException {
        if (page.put().add(which)) {
            var message = messages.find(which.conversation(), which.seq());
            var covered = page.index().progress().covered();
            if (message.isPresent() && covered.covers(message.get().position())) {
                put(page, message.get());
            }
        }
    }

    private static List<Long> seqs(List<SeqRange> ranges) {
        var seqs = new ArrayList<Long>();
        for (var range : ranges) {
            for (long seq = range.low(); seq <= range.high(); seq++) {
                seqs.add(seq);
            }
        }
        return seqs;
    }
}
