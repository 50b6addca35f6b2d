package parley.core.message;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;

/// What became of a draft.
public sealed interface SendOutcome {
    /// It is committed, now or (a duplicate) earlier.
    record Stored(ConversationId conversation, long seq, long rev, Instant at, boolean duplicate)
            implements SendOutcome {}

    /// Nothing was stored.
    ///
    /// @param retryAfter when it may be tried again, where that is known
    /// @param field what of the request is to blame, where that is known
    record Refused(
            RefusalCode code, String message, @Nullable Duration retryAfter, @Nullable String field)
            implements SendOutcome {
        public Refused(RefusalCode code, String message) {
            this(code, message, null, null);
        }

        public Refused(RefusalCode code, String message, @Nullable Duration retryAfter) {
            this(code, message, retryAfter, null);
        }

        static Refused of(Refusal refusal) {
            return new Refused(
                    refusal.code(), refusal.sentence(), refusal.retryAfter(), refusal.field());
        }

        /// The same, to be thrown.
        public Refusal asRefusal() {
            if (retryAfter != null) {
                return Refusal.rateLimited(retryAfter);
            }
            return field == null
                    ? Refusal.of(code, message)
                    : Refusal.ofField(code, field, message);
        }
    }

    /// Nothing was stored, since members or permissions changed meanwhile: decide again.
    record Outdated() implements SendOutcome {}
}
