package parley.gateway.hub;

import org.jspecify.annotations.Nullable;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.ChangeBody.Hidden;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.message.Folded;
import parley.core.message.Poll;
import parley.protocol.Limits;

/// About how many bytes an entry takes on the wire, never too few: what pages and syncs are cut by.
public final class WireWeight {
    /// What the entries of one frame may weigh, so that with everything around them it stays a
    /// frame.
    public static final long FRAME = Limits.SENT_FRAME_BYTES - 48 * 1024L;

    /// Ids, numbers, times and their names.
    private static final int AROUND = 320;

    private static final int RANGE = 56;

    private static final int ESCAPED = 6;

    private WireWeight() {}

    public static long of(LogEntry entry) {
        if (entry instanceof Change change) {
            return AROUND
                    + switch (change.body()) {
                        case Edited edited -> bytes(edited.text());
                        case Deleted deleted -> (long) RANGE * deleted.targets().size();
                        case Hidden hidden -> (long) RANGE * hidden.targets().size();
                        default -> 4_096; // titles and descriptions
                    };
        }
        var message = (Message) entry;
        var details = message.content().details();
        var payload = details.payload();
        return AROUND
                + bytes(message.content().text())
                + (payload == null ? 0 : payload.length())
                + 24L * details.mentions().size()
                + weight(details.poll());
    }

    private static long weight(@Nullable Poll poll) {
        return poll == null
                ? 0
                : 160 + poll.options().stream().mapToLong(one -> 32 + bytes(one)).sum();
    }

    /// Of a message in its present state.
    public static long of(Folded folded) {
        var state = folded.message().state();
        var edited = state.edited();
        return of(folded.message())
                + (edited == null ? 0 : bytes(edited.text()))
                + 160L * state.reactions().size()
                + 256;
    }

    // as JSON in UTF-8: half a surrogate pair is two of its four bytes, three are enough for
    // anything else
    private static long bytes(String text) {
        long bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ') {
                bytes += ESCAPED;
            } else if (c < 0x80) {
                bytes += c == '"' || c == '\\' ? 2 : 1;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
