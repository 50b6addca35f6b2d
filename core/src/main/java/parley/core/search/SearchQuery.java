package parley.core.search;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;

/// What someone typed to find messages: words, `"phrases in quotes"`, and conditions like
/// `from:@bob`. A condition that isn't known is a word.
///
/// @param words all of them must be found
/// @param from names or ids of people, of whom one wrote it
/// @param in ids, titles or names of conversations, in one of which it is
/// @param has all of what it has
/// @param since not earlier than this; null if that doesn't matter
/// @param until earlier than this; null if that doesn't matter
/// @param pinned whether it must be pinned
public record SearchQuery(
        List<Word> words,
        List<String> from,
        List<String> in,
        Set<Trait> has,
        @Nullable Instant since,
        @Nullable Instant until,
        boolean pinned) {
    /// Code points that a query may have.
    public static final int TEXT_MAX = 500;

    /// Words and conditions that a query may have.
    public static final int PARTS_MAX = 20;

    private static final String FIELD = "q";

    public SearchQuery {
        words = List.copyOf(words);
        from = List.copyOf(from);
        in = List.copyOf(in);
        has = Set.copyOf(has);
    }

    /// A word or phrase.
    ///
    /// @param exact whether it was quoted: it is meant as it stands
    /// @param open whether it may go on: the last word while it is typed
    public record Word(String text, boolean exact, boolean open) {}

    /// @throws Refusal `empty`, `too_long`, or `bad_request` with field `q` and a sentence that
    ///   says which condition is wrong
    public static SearchQuery parse(String text) {
        if (text.codePointCount(0, text.length()) > TEXT_MAX) {
            throw Refusal.ofField(
                    RefusalCode.TOO_LONG, FIELD, "A search has 500 characters at most.");
        }
        var reading = new Reading(text);
        if (reading.parts == 0) {
            throw Refusal.ofField(RefusalCode.EMPTY, FIELD, "Say what to look for.");
        }
        return reading.query();
    }

    /// Whether it asks for words and nothing else, so that names may be meant too.
    public boolean isWordsAlone() {
        return !words.isEmpty()
                && from.isEmpty()
                && in.isEmpty()
                && has.isEmpty()
                && since == null
                && until == null
                && !pinned;
    }

    /// Reads a query from its first character to the last.
    private static final class Reading {
        private final String text;
        private int at;
        private int parts;
        private final List<Word> words = new ArrayList<>();
        private final List<String> from = new ArrayList<>();
        private final List<String> in = new ArrayList<>();
        private final EnumSet<Trait> has = EnumSet.noneOf(Trait.class);
        private @Nullable Instant since;
        private @Nullable Instant until;
        private boolean pinned;

        Reading(String text) {
            this.text = text;
            for (skipBlanks(); at < text.length(); skipBlanks()) {
                if (++parts > PARTS_MAX) {
                    throw Refusal.badRequest(FIELD, "A search has 20 words at most.");
                }
                part();
            }
        }

        SearchQuery query() {
            return new SearchQuery(words, from, in, has, since, until, pinned);
        }

        private void skipBlanks() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private void part() {
            if (text.charAt(at) == '"') {
                words.add(new Word(quoted(), true, false));
                return;
            }
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                if (text.charAt(at) == ':' && condition(text.substring(start, at))) {
                    return;
                }
                at++;
            }
            boolean open = at == text.length();
            words.add(new Word(text.substring(start, at), false, open));
        }

        private String quoted() {
            int end = text.indexOf('"', at + 1);
            var inside = text.substring(at + 1, end < 0 ? text.length() : end);
            at = end < 0 ? text.length() : end + 1;
            return inside;
        }

        // at the colon; leaves it there if this isn't the name of a condition
        private boolean condition(String name) {
            var known = name.toLowerCase(Locale.ROOT);
            if (!Set.of("from", "in", "has", "before", "after", "is").contains(known)) {
                return false;
            }
            at++;
            var value = value();
            if (value.isEmpty()) {
                throw Refusal.badRequest(FIELD, "Say what after '" + known + ":'.");
            }
            switch (known) {
                case "from" -> from.add(value);
                case "in" -> in.add(value);
                case "has" -> has.add(trait(value));
                case "before" -> until = earlier(until, time(known, value));
                case "after" -> since = later(since, time(known, value));
                default -> requirePinned(value);
            }
            return true;
        }

        private String value() {
            if (at < text.length() && text.charAt(at) == '"') {
                return quoted().strip();
            }
            int start = at;
            while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return text.substring(start, at);
        }

        private static Trait trait(String value) {
            return Trait.named(value.toLowerCase(Locale.ROOT))
                    .orElseThrow(() ->
                            Refusal.badRequest(
                                    FIELD, "'has:' is link, image, video, audio, file or poll."));
        }

        private void requirePinned(String value) {
            if (!value.equalsIgnoreCase("pinned")) {
                throw Refusal.badRequest(FIELD, "'is:' is pinned.");
            }
            pinned = true;
        }

        private static Instant time(String name, String value) {
            try {
                return value.length() == 10
                        ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : Instant.parse(value);
            } catch (DateTimeParseException e) {
                throw Refusal.badRequest(
                        FIELD, "'" + name + ":' is a day like 2026-01-31, or a time in UTC.");
            }
        }

        private static Instant earlier(@Nullable Instant one, Instant other) {
            return one == null || other.isBefore(one) ? other : one;
        }

        private static Instant later(@Nullable Instant one, Instant other) {
            return one == null || other.isAfter(one) ? other : one;
        }
    }
}
