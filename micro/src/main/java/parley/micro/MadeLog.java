package parley.micro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogFeed;
import parley.core.log.Message;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.core.message.MessageContent;

/// A log that is made up while it is read: the same each time. Words are as common as in a
/// language, the n-th one n times rarer than the first.
///
/// One person, [#READER], is in a tenth of it: in 50 groups, and in conversations with others.
final class MadeLog implements LogFeed {
    static final UserId READER = new UserId(1);

    /// Groups that the reader is in; those of the others follow.
    static final int GROUPS = 50;

    private static final int CONVERSATIONS = 2_000;
    private static final int WORDS = 50_000;
    private static final long BEGINNING_MS = 1_700_000_000_000L;
    private static final int APART_MS = 20_000;

    private final int size;

    MadeLog(int size) {
        this.size = size;
    }

    /// The n-th most common word, of four letters and more.
    static String word(int rank) {
        var word = new StringBuilder();
        long rest = rank * 7_919L + 17_576;
        for (int i = 0; rest > 0 || i < 4; i++) {
            word.append((char) ((i % 2 == 0 ? "bdfgklmnprstvz" : "aeiou").charAt(at(rest, i))));
            rest /= i % 2 == 0 ? 14 : 5;
        }
        return word.toString();
    }

    private static int at(long rest, int place) {
        return (int) (rest % (place % 2 == 0 ? 14 : 5));
    }

    private static Message message(int number) {
        var random = new SplittableRandom(number);
        int conversation = random.nextInt(CONVERSATIONS);
        var text = new StringBuilder();
        int words = 3 + random.nextInt(18);
        for (int i = 0; i < words; i++) {
            text.append(word((int) Math.pow(WORDS, random.nextDouble()) - 1)).append(' ');
        }
        return new Message(
                new ConversationId(1 + conversation),
                1 + number,
                1 + number,
                new Position(1, 1),
                new UserId(2 + random.nextInt(1_000)),
                Instant.ofEpochMilli(BEGINNING_MS + (long) number * APART_MS),
                null,
                MessageContent.plain(text.toString()));
    }

    /// The groups of all, and every fourteenth conversation of the others as one of the reader's.
    static Map<ConversationId, Pair> pairs(Collection<ConversationId> ids) {
        var pairs = new HashMap<ConversationId, Pair>();
        for (var id : ids) {
            long number = id.number();
            if (number > 2 * GROUPS) {
                var one = number % 14 == 0 ? READER : new UserId(5_000 + number);
                pairs.put(id, Pair.of(one, new UserId(2)));
            }
        }
        return pairs;
    }

    @Override
    public Positions end() {
        return Positions.NONE.with(new Position(1, 1));
    }

    @Override
    public Optional<Page> after(Positions covered, int max) {
        return Optional.of(new Page(List.of(), end()));
    }

    @Override
    public Listing messages(@Nullable Place after, int max) {
        int from = after == null ? 0 : (int) after.first();
        int to = Math.min(size, from + max);
        var messages = new ArrayList<Message>(max);
        for (int i = from; i < to; i++) {
            messages.add(message(i));
        }
        return new Listing(messages, to < size ? new Place(to, 0) : null);
    }
}
