package parley.core.log;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.log.MessageLog.Amendment;
import parley.core.message.MessageDraft;
import parley.core.message.SendOutcome;

/// Something that waits for the writer, and who waits for it.
sealed interface Pending {
    int weight();

    /// Tells that it can't be done; nothing else is told afterwards.
    void fail(RefusalCode code, String message);

    record PendingMessage(MessageDraft draft, long print, CompletableFuture<SendOutcome> outcome)
            implements Pending {
        @Override
        public int weight() {
            return draft.weight();
        }

        @Override
        public void fail(RefusalCode code, String message) {
            outcome.complete(new SendOutcome.Refused(code, message));
        }
    }

    final class PendingAmendment<T> implements Pending {
        private final Amendment<T> rule;
        private final @Nullable Origin origin;
        private final CompletableFuture<T> outcome = new CompletableFuture<>();
        private @Nullable T result;
        private @Nullable RuntimeException failure;

        PendingAmendment(Amendment<T> rule, @Nullable Origin origin) {
            this.rule = rule;
            this.origin = origin;
        }

        @Nullable Origin origin() {
            return origin;
        }

        CompletableFuture<T> outcome() {
            return outcome;
        }

        void apply(AmendmentScope scope) {
            result = rule.apply(scope);
            failure = null;
        }

        void failed(RuntimeException e) {
            failure = e;
        }

        /// After the commit.
        @SuppressWarnings("NullAway") // a rule may give null where T is Void; the future takes it
        void settle() {
            if (failure != null) {
                outcome.completeExceptionally(failure);
            } else {
                outcome.complete(result);
            }
        }

        @Override
        public int weight() {
            return 500;
        }

        @Override
        public void fail(RefusalCode code, String message) {
            outcome.completeExceptionally(Refusal.of(code, message));
        }
    }

    /// Waits for the marks given before it.
    record PendingFlush(CompletableFuture<Void> outcome) implements Pending {
        @Override
        public int weight() {
            return 50;
        }

        @Override
        public void fail(RefusalCode code, String message) {
            outcome.completeExceptionally(Refusal.of(code, message));
        }
    }
}
