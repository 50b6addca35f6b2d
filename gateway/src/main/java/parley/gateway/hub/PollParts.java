package parley.gateway.hub;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.log.ChangeBody.Voted;
import parley.core.message.Folded;
import parley.core.message.MessageState.Tally;
import parley.protocol.Part;
import parley.protocol.Poll;

/// Polls and votes in the words of the protocol.
final class PollParts {
    private PollParts() {}

    /// As it was sent.
    static @Nullable Poll sent(parley.core.message.@Nullable Poll poll) {
        return poll == null ? null : poll(poll, null);
    }

    /// As it stands for one reader.
    static @Nullable Poll standing(Folded folded) {
        var poll = folded.message().content().details().poll();
        if (poll == null) {
            return null;
        }
        var tally = folded.message().state().poll();
        var shown = tally == null ? Tally.empty(poll.options().size()) : tally;
        return poll(
                poll, new Poll.Standing(shown.counts(), folded.mine().options(), shown.closedAt()));
    }

    private static Poll poll(parley.core.message.Poll poll, Poll.@Nullable Standing standing) {
        return new Poll(
                poll.options(), poll.multiple(), poll.anonymous(), poll.closesAt(), standing);
    }

    /// A vote.
    ///
    /// @param own whether it goes to the voter's own sessions
    static Part voted(Voted voted, boolean own) {
        List<Integer> options = voted.anonymous() && !own ? null : voted.options();
        return out -> {
            out.put("target", voted.target());
            if (options != null) {
                out.numbers("options", options);
            }
            out.numbers("counts", voted.counts());
        };
    }
}
