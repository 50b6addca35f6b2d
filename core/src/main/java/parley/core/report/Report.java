package parley.core.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// What someone reported to the operator.
///
/// @param id drawn at random
/// @param what whom or what it is about
/// @param evidence copies of the messages, as the reporter saw them then; they stay when the
///   messages go
/// @param resolved what the operator made of it; null while it is open
public record Report(
        long id,
        Instant at,
        UserId reporter,
        What what,
        List<Evidence> evidence,
        @Nullable Resolved resolved) {
    public Report {
        evidence = List.copyOf(evidence);
    }

    /// @param conversation where it happened, if it did in one
    /// @param user whom it is about, if anyone in particular
    /// @param text what the reporter says; may be empty
    public record What(
            @Nullable ConversationId conversation,
            @Nullable UserId user,
            Reason reason,
            String text) {
        /// Code points that a text may have.
        public static final int TEXT_MAX = 2_000;
    }

    /// Why. In the order of their numbers in the database.
    public enum Reason {
        SPAM,
        HARASSMENT,
        VIOLENCE,
        ILLEGAL,
        IMPERSONATION,
        OTHER
    }

    /// A message as it was when it was reported.
    ///
    /// @param payload of a format that the server doesn't know; null for texts
    public record Evidence(
            long seq,
            UserId from,
            Instant at,
            String text,
            String format,
            @Nullable String payload) {}

    /// That the operator is done with it.
    public record Resolved(Instant at, String note) {
        /// Code points that a note may have.
        public static final int NOTE_MAX = 2_000;
    }

    Report with(Resolved next) {
        return new Report(id, at, reporter, what, evidence, next);
    }
}
