package parley.core.message;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.message.MessageStore.Named;

/// The messages that name someone, or everybody, in all conversations of theirs, the newest first.
/// Each is read as history is, so that nobody sees here what they may not see there. Thread-safe;
/// blocks.
public final class MentionReader {
    /// Messages that a page may have.
    public static final int PAGE_MAX = 100;

    /// Messages of one page that may turn out not to be the reader's to see before it ends early.
    private static final int LOOKED_AT_MAX = 300;

    private static final Pattern CURSOR = Pattern.compile("(\\d{1,15})-(\\d{1,15})-(cv_\\w{13})");

    private final MessageStore messages;
    private final HistoryReader history;
    private final PublicIds ids;
    private final InstantSource clock;

    public MentionReader(
            MessageStore messages, HistoryReader history, PublicIds ids, InstantSource clock) {
        this.messages = messages;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /// @param next where the next page begins; null if this is the last
    public record Page(List<Mention> mentions, @Nullable String next) {}

    /// A message that names the reader.
    ///
    /// @param asOf the rev up to which it is told
    public record Mention(Folded message, long asOf) {}

    /// @param cursor the `next` of the page before; null for the first one
    /// @throws Refusal `bad_request` if the cursor is none
    public Page page(UserId reader, int limit, @Nullable String cursor) {
        int max = Math.clamp(limit, 1, PAGE_MAX);
        var found = new ArrayList<Mention>();
        var last = cursor == null ? null : parse(cursor);
        for (int lookedAt = 0; lookedAt < LOOKED_AT_MAX; ) {
            var some = messages.naming(reader, last, max);
            for (var named : some) {
                lookedAt++;
                last = named;
                read(reader, named, found);
                if (found.size() == max) {
                    return new Page(found, text(named));
                }
            }
            if (some.size() < max) {
                return new Page(found, null);
            }
        }
        return new Page(found, last == null ? null : text(last));
    }

    private void read(UserId reader, Named named, List<Mention> found) {
        history.find(reader, named.conversation(), named.seq())
                .ifPresent(page -> {
                    var message = page.messages().getFirst();
                    boolean own = message.message().from().equals(reader);
                    if (!own && !message.message().isGone(clock.instant())) {
                        found.add(new Mention(message, page.asOf()));
                    }
                });
    }

    private String text(Named named) {
        return named.at().toEpochMilli() + "-" + named.seq() + "-" + ids.text(named.conversation());
    }

    private Named parse(String cursor) {
        var parts = CURSOR.matcher(cursor);
        if (parts.matches()) {
            var conversation = ids.conversation(parts.group(3));
            if (conversation.isPresent()) {
                return new Named(
                        conversation.get(),
                        Long.parseLong(parts.group(2)),
                        Instant.ofEpochMilli(Long.parseLong(parts.group(1))));
            }
        }
        throw Refusal.badRequest("cursor", "'cursor' is the 'next' of the page before.");
    }
}
