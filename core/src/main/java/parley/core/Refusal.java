package parley.core;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A no by rule: the command or request has no effect, and whoever asked is told the code. Thrown
/// by use cases, caught once by each door. It carries no stack trace, since nothing is broken.
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final RefusalCode code;
    private final @Nullable String field;
    private final @Nullable Duration retryAfter;

    private Refusal(
            RefusalCode code,
            String message,
            @Nullable String field,
            @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(RefusalCode code, String message) {
        return new Refusal(code, message, null, null);
    }

    /// With the field of the request that is to blame.
    public static Refusal ofField(RefusalCode code, String field, String message) {
        return new Refusal(code, message, field, null);
    }

    public static Refusal badRequest(String field, String message) {
        return ofField(RefusalCode.BAD_REQUEST, field, message);
    }

    public static Refusal notFound() {
        return of(RefusalCode.NOT_FOUND, "There is no such thing, or it isn't yours to see.");
    }

    public static Refusal rateLimited(Duration retryAfter) {
        return new Refusal(
                RefusalCode.RATE_LIMITED, "Too many at once; wait a moment.", null, retryAfter);
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
}
