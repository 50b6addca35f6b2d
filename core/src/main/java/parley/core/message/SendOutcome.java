package parley.core.message;

import java.time.Instant;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;

/// What became of a draft.
public sealed interface SendOutcome {
    /// It is committed, now or (a duplicate) earlier.
    record Stored(ConversationId conversation, long seq, long rev, Instant at, boolean duplicate)
            implements SendOutcome {}

    /// Nothing was stored.
    record Refused(RefusalCode code, String message) implements SendOutcome {}

    /// Nothing was stored, since members or permissions changed meanwhile: decide again.
    record Outdated() implements SendOutcome {}
}
