package parley.core.search;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.HeadCache;
import parley.core.conversation.Listed;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.message.Folded;
import parley.core.message.HistoryReader;
import parley.core.search.MessageFinder.Conditions;
import parley.core.search.MessageFinder.Highlight;
import parley.core.search.MessageFinder.Hit;
import parley.core.search.MessageFinder.Mark;
import parley.core.search.MessageFinder.Reach;
import parley.core.search.MessageFinder.Wanted;
import parley.core.search.SearchQuery.Word;
import parley.core.user.PeopleFinder;
import parley.core.user.User;

/// Finds messages by their words, and with the first page people and groups by their names. Only
/// what the asker may read: the index is asked for no other conversations, and each message that it
/// finds is read again as history is. Thread-safe; blocks.
public final class MessageSearch {
    /// Messages that a page may have.
    public static final int PAGE_MAX = 50;

    /// Hits that all pages of a search go through.
    private static final int DEPTH_MAX = 1_000;

    /// Hits of one page that may turn out not to be the asker's to read before it ends early.
    private static final int LOOKED_AT_MAX = 200;

    private static final int PEOPLE = 5;
    private static final int NAME_MIN = 2;

    private final MessageFinder finder;
    private final HistoryReader history;
    private final ConversationStore store;
    private final Names names;
    private final Clock clock;

    /// How people and conversations are found by what they are called.
    public record Names(
            PeopleFinder people,
            ConversationReader conversations,
            HeadCache heads,
            PublicIds ids) {}

    public MessageSearch(
            MessageFinder finder,
            HistoryReader history,
            ConversationStore store,
            Names names,
            Clock clock) {
        this.finder = finder;
        this.history = history;
        this.store = store;
        this.names = names;
        this.clock = clock;
    }

    /// @param people those whose names begin so; empty after the first page
    /// @param conversations groups of the asker whose titles have all the words; empty after the
    ///   first page
    /// @param next where the next page begins; null if this is the last
    public record Page(
            List<Match> messages,
            List<User> people,
            List<Listed> conversations,
            @Nullable String next) {}

    /// A message that was found.
    ///
    /// @param asOf the rev up to which it is told
    /// @param highlights where the words are in its present text
    public record Match(Folded message, long asOf, List<Highlight> highlights) {}

    /// @param cursor the `next` of the page before; null for the first one
    /// @throws Refusal `bad_request`, `empty` or `too_long` by the query, `unavailable` if the
    ///   index can't be asked now
    public Page search(UserId asker, String text, int limit, @Nullable String cursor) {
        var query = SearchQuery.parse(text);
        var from = cursor == null ? null : SearchCursor.parse(cursor);
        var origin = from == null ? clock.instant().truncatedTo(ChronoUnit.MILLIS) : from.origin();
        var reach = new Reach(asker, store.groupsSeenBy(asker));
        var wanted = new Wanted(query.words(), reach, conditions(asker, query, reach), origin);
        var reading = new Reading(wanted, Math.clamp(limit, 1, PAGE_MAX), from);
        reading.read();
        boolean first = from == null && query.isWordsAlone();
        return new Page(
                reading.matches,
                first ? people(asker, query.words()) : List.of(),
                first ? groups(asker, query.words(), reach.groups().keySet()) : List.of(),
                reading.next());
    }

    private Conditions conditions(UserId asker, SearchQuery query, Reach reach) {
        var from =
                query.from().stream().map(name -> person(asker, name)).collect(Collectors.toSet());
        Optional<Set<ConversationId>> in =
                query.in().isEmpty()
                        ? Optional.empty()
                        : Optional.of(places(asker, query.in(), reach.groups().keySet()));
        return new Conditions(from, in, query.has(), query.since(), query.until(), query.pinned());
    }

    private UserId person(UserId asker, String name) {
        if (name.equals("me")) {
            return asker;
        }
        try {
            boolean known = name.startsWith("@") || names.ids().user(name).isPresent();
            return names.people().find(known ? name : "@" + name).id();
        } catch (Refusal e) {
            throw Refusal.badRequest("q", "Nobody is called '" + name + "'.");
        }
    }

    // what isn't the asker's is said as what doesn't exist is: nothing is found in it
    private Set<ConversationId> places(
            UserId asker, List<String> in, Collection<ConversationId> groups) {
        var places = new HashSet<ConversationId>();
        for (var name : in) {
            if (name.startsWith("@")) {
                store.direct(Pair.of(asker, person(asker, name))).ifPresent(places::add);
                continue;
            }
            var id = names.ids().conversation(name);
            id.ifPresent(places::add);
            if (id.isEmpty()) {
                var words = List.of(new Word(name, true, false));
                groups(asker, words, groups).forEach(listed -> places.add(listed.head().id()));
            }
        }
        return places;
    }

    private List<User> people(UserId asker, List<Word> words) {
        var name = words.stream().map(Word::text).collect(Collectors.joining(" ")).strip();
        return name.codePointCount(0, name.length()) < NAME_MIN
                ? List.of()
                : names.people().search(asker, name, PEOPLE);
    }

    private List<Listed> groups(UserId asker, List<Word> words, Collection<ConversationId> groups) {
        return new Titles(names.heads(), words)
                .among(groups).stream()
                        .flatMap(id -> names.conversations().find(id, asker).stream())
                        .filter(listed -> listed.membership().isIn())
                        .toList();
    }

    /// Goes through hits until a page is full.
    private final class Reading {
        private final Wanted wanted;
        private final int limit;
        private final List<Match> matches = new ArrayList<>();
        private @Nullable Mark last;
        private int depth;
        private boolean more = true;

        Reading(Wanted wanted, int limit, @Nullable SearchCursor from) {
            this.wanted = wanted;
            this.limit = limit;
            last = from == null ? null : from.mark();
            depth = from == null ? 0 : from.depth();
        }

        void read() {
            int end = Math.min(depth + LOOKED_AT_MAX, DEPTH_MAX);
            while (more && matches.size() < limit && depth < end) {
                var found = finder.find(wanted, last, limit - matches.size());
                for (var hit : found.hits()) {
                    depth++;
                    last = hit.mark();
                    look(hit);
                }
                more = found.more();
            }
        }

        private void look(Hit hit) {
            var read =
                    history.find(wanted.reach().reader(), hit.conversation(), hit.seq())
                            .filter(page ->
                                    !page.messages().getFirst().message().isGone(clock.instant()));
            read.ifPresent(page -> {
                var message = page.messages().getFirst();
                var highlights = finder.highlights(wanted.words(), Trait.text(message.message()));
                matches.add(new Match(message, page.asOf(), highlights));
            });
        }

        @Nullable String next() {
            return last == null || !more || depth >= DEPTH_MAX
                    ? null
                    : new SearchCursor(wanted.origin(), last, depth).text();
        }
    }

    /// What to say where nothing is indexed.
    public static Refusal unavailable() {
        return Refusal.of(RefusalCode.UNAVAILABLE, "Search isn't available now; try again.");
    }
}
