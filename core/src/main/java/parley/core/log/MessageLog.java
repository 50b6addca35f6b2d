package parley.core.log;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.core.message.MessageDraft;
import parley.core.message.SendOutcome;

/// What everything durable goes through. An outcome is told only after the commit that makes it
/// survive a crash. Thread-safe; what one thread hands in takes effect in that order.
public interface MessageLog {
    /// Queues a message. The future never fails: a message that can't be stored is `Refused` with
    /// `unavailable` (nothing was stored) or `unknown` (the commit's fate isn't known).
    CompletableFuture<SendOutcome> append(MessageDraft draft);

    /// Makes a change by a rule that reads before it writes, alone in its place in the log; waits
    /// for the commit. What the rule throws undoes what it wrote and is thrown here.
    ///
    /// @throws parley.core.Refusal by the rule, or `unavailable`
    default <T> T amend(Amendment<T> rule) {
        return amend(null, rule);
    }

    /// The same, for a connection that waits for its `ok`: the first change that the rule appends
    /// carries its origin.
    <T> T amend(@Nullable Origin origin, Amendment<T> rule);

    /// Commits the marks given so far, if there are any.
    CompletableFuture<Void> flushMarks();

    /// A change that reads before it writes. Runs on the writer's thread inside its transaction, so
    /// it must be short and touch nothing but the scope; it may run again when a batch is repeated.
    @FunctionalInterface
    interface Amendment<T> {
        T apply(AmendmentScope scope);
    }
}
