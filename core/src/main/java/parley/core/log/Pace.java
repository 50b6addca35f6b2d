package parley.core.log;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.message.MessageDraft;
import parley.core.message.MessageDraft.Target;
import parley.core.message.SendOutcome.Refused;

/// Makes members wait between two messages where a conversation's rules say so. When each of them
/// wrote last is kept in the database, so that neither a restart nor another node forgets it; where
/// nobody has to wait it costs nothing.
final class Pace {
    private final LogTransaction tx;

    Pace(LogTransaction tx) {
        this.tx = tx;
    }

    /// What a draft is answered that comes too soon after its sender's last message; null if it may
    /// be stored.
    @Nullable Refused tooSoon(MessageDraft draft, ConversationId conversation, Instant at) {
        int slowS = slowS(draft);
        if (slowS == 0) {
            return null;
        }
        return tx.groups()
                .lastSent(conversation, draft.from())
                .map(last -> Duration.between(at, last.plusSeconds(slowS)))
                .filter(Duration::isPositive)
                .map(wait ->
                        new Refused(
                                RefusalCode.RATE_LIMITED,
                                "Wait between two messages here.",
                                wait,
                                null))
                .orElse(null);
    }

    void sent(MessageDraft draft, ConversationId conversation, Instant at) {
        if (slowS(draft) > 0) {
            tx.groups().putLastSent(conversation, draft.from(), at);
        }
    }

    private static int slowS(MessageDraft draft) {
        return draft.target() instanceof Target.Into into ? into.slowS() : 0;
    }
}
