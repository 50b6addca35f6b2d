package parley.core.search;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.search.SearchQuery.Word;

/// The index of messages by their words. It follows the log and is a moment behind it, so what it
/// finds is looked at again before anyone is shown it. Thread-safe; blocks.
public interface MessageFinder {
    /// The best matches after a mark, best first; of equal ones the newest first.
    ///
    /// @throws parley.core.Refusal `unavailable` if there is no index now, too many search, or it
    ///   takes too long
    Found find(Wanted wanted, @Nullable Mark after, int max);

    /// Where these words are in a text: ascending, without overlaps, 100 at most.
    List<Highlight> highlights(List<Word> words, String text);

    /// @param origin the time that newer messages are favoured by; the same for all pages of one
    ///   search
    record Wanted(List<Word> words, Reach reach, Conditions conditions, Instant origin) {
        public Wanted {
            words = List.copyOf(words);
        }
    }

    /// What the reader may read: their direct conversations, and these groups.
    ///
    /// @param groups each with the first seq that they may see
    record Reach(UserId reader, Map<ConversationId, Long> groups) {
        public Reach {
            groups = Map.copyOf(groups);
        }
    }

    /// What a message must be besides.
    ///
    /// @param from one of them wrote it; everyone may have if this is empty
    /// @param in it is in one of them; empty if that doesn't matter
    record Conditions(
            Set<UserId> from,
            Optional<Set<ConversationId>> in,
            Set<Trait> has,
            @Nullable Instant since,
            @Nullable Instant until,
            boolean pinned) {
        public Conditions {
            from = Set.copyOf(from);
            has = Set.copyOf(has);
        }
    }

    /// @param more whether there are others after the last hit
    record Found(List<Hit> hits, boolean more) {
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /// A message that seems to match.
    record Hit(ConversationId conversation, long seq, Mark mark) {}

    /// Where a hit stands in the order of all.
    ///
    /// @param tie tells apart what is equal otherwise; says nothing about the message
    record Mark(float score, long atMs, int tie) {}

    /// A part of a text, in UTF-16 code units from its beginning.
    ///
    /// @param end the first unit that doesn't belong to it
    record Highlight(int start, int end) {}
}
