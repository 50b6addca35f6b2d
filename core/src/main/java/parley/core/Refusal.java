package parley.core;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A no by rule: the command or request has no effect, and whoever asked is told the code. Thrown
/// by use cases, caught once by each door. It carries no stack trace, since nothing is broken.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RefusalCode code;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;
    private final List<Violation> violations;

    private Refusal(
            RefusalCode code,
            String message,
            @Nullable String field,
            @Nullable Duration retryAfter,
            List<Violation> violations) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
        this.violations = List.copyOf(violations);
    }

    public static Refusal of(RefusalCode code, String message) {
        return new Refusal(code, message, null, null, List.of());
    }

    /// With the field of the request that is to blame.
    public static Refusal ofField(RefusalCode code, String field, String message) {
        return new Refusal(code, message, field, null, List.of());
    }

    public static Refusal badRequest(String field, String message) {
        return ofField(RefusalCode.BAD_REQUEST, field, message);
    }

    /// With everything that is wrong with a request; its `field` is the first one's.
    public static Refusal invalid(List<Violation> violations) {
        var first = violations.getFirst();
        return new Refusal(
                RefusalCode.BAD_REQUEST, first.message(), first.field(), null, violations);
    }

    /// Nothing was stored, and it may go when it is tried again.
    public static Refusal unavailable() {
        return of(RefusalCode.UNAVAILABLE, "The server has too much to do; try again.");
    }

    public static Refusal notFound() {
        return of(RefusalCode.NOT_FOUND, "There is no such thing, or it isn't yours to see.");
    }

    public static Refusal rateLimited(Duration retryAfter) {
        return new Refusal(
                RefusalCode.RATE_LIMITED,
                "Too many at once; wait a moment.",
                null,
                retryAfter,
                List.of());
    }

    public RefusalCode code() {
        return code;
    }

    /// The sentence for people.
    public String sentence() {
        return String.valueOf(getMessage());
    }

    public @Nullable String field() {
        return field;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /// What is wrong with the request, field by field; empty unless it was validated.
    public List<Violation> violations() {
        return violations;
    }
}
