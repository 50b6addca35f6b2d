package parley.protocol;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/// Times on the wire: RFC 3339, UTC, always with milliseconds.
public final class Times {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    // a year has four digits (RFC 3339); others couldn't be said again, nor all of them be kept
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant BEYOND = Instant.parse("+10000-01-01T00:00:00Z");

    /// The time that was said last: all messages of a batch have the same.
    private static volatile Said last = new Said(Long.MIN_VALUE, "");

    private record Said(long ms, String text) {}

    private Times() {}

    public static String text(Instant at) {
        var said = last;
        long ms = at.toEpochMilli();
        if (said.ms() != ms) {
            said = new Said(ms, FORMAT.format(at));
            last = said;
        }
        return said.text();
    }

    /// Empty for what is no time with a year of four digits.
    public static Optional<Instant> parse(String text) {
        try {
            var time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            return Optional.of(time).filter(at -> !at.isBefore(FIRST) && at.isBefore(BEYOND));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
