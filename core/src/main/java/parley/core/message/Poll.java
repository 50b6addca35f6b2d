package parley.core.message;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message asks, its text being the question. How it stands is in the message's
/// [MessageState.Tally], and what each person chose in their [Opinion].
///
/// @param options the answers to choose from, in order; they are named by their index
/// @param multiple whether one person may choose several
/// @param anonymous whether nobody is told who chose what
/// @param closesAt from when nobody can vote any more; null if it is closed by hand
public record Poll(
        List<String> options, boolean multiple, boolean anonymous, @Nullable Instant closesAt) {
    public static final int OPTIONS_MIN = 2;
    public static final int OPTIONS_MAX = 20;

    /// Code points that an option may have.
    public static final int OPTION_MAX = 100;

    public Poll {
        options = List.copyOf(options);
    }

    /// The same question asked anew, for as long as nobody closes it.
    Poll anew() {
        return new Poll(options, multiple, anonymous, null);
    }

    /// Whether its time is over.
    public boolean isOver(Instant now) {
        return closesAt != null && !closesAt.isAfter(now);
    }
}
