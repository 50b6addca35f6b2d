package parley.core.message;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import parley.core.Refusal;
import parley.core.id.ConversationId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.message.MessageState.Gone;

/// Erases what of messages has had its time. That makes no change that anyone is told: readers know
/// the time, and nothing is shown after it. What was due while the server was down is erased by the
/// first sweep. Thread-safe.
public final class ExpirySweeper {
    /// Messages of one change, so that it stays short.
    private static final int AT_ONCE = 200;

    private final MessageLog log;

    public ExpirySweeper(MessageLog log) {
        this.log = log;
    }

    /// Erases all that is due now.
    ///
    /// @return how many messages that were
    /// @throws Refusal `unavailable`; then the next sweep does the rest
    public int sweep() {
        int swept = 0;
        int last;
        do {
            last = log.amend(ExpirySweeper::eraseSome);
            swept += last;
        } while (last == AT_ONCE);
        return swept;
    }

    private static int eraseSome(AmendmentScope scope) {
        var due = new TreeMap<ConversationId, TreeSet<Long>>();
        var messages = scope.messages().expired(scope.now(), AT_ONCE);
        messages.forEach(message ->
                due.computeIfAbsent(message.conversation(), id -> new TreeSet<>())
                        .add(message.seq()));
        due.forEach((conversation, seqs) -> {
            scope.head(conversation); // held, so that nobody changes these messages meanwhile
            scope.messages().erase(conversation, List.copyOf(seqs), Gone.EXPIRED);
        });
        return messages.size();
    }
}
