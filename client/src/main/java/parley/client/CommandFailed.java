package parley.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import parley.protocol.Fields;

/// The server refused what was asked, or there was nobody to ask.
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// The connection went before the answer came; it may or may not have been done.
    public static final String DISCONNECTED = "disconnected";

    /// Too much is waiting on this side already.
    public static final String FULL = "full";

    /// It doesn't fit into a frame, or the server closed the connection because of one that didn't
    /// while this was on the wire; then it may have been done.
    public static final String TOO_LONG = "too_long";

    private final String code;
    private final long retryAfterMs;

    CommandFailed(String code, @Nullable String message) {
        this(code, message, 0);
    }

    private CommandFailed(String code, @Nullable String message, long retryAfterMs) {
        super(code + ": " + message);
        this.code = code;
        this.retryAfterMs = retryAfterMs;
    }

    static CommandFailed of(Fields error) {
        return new CommandFailed(
                error.required("code"), error.text("message"), error.count("retryAfterMs", 0));
    }

    /// The error's code, as in PROTOCOL.md.
    public String code() {
        return code;
    }

    public Duration retryAfter() {
        return Duration.ofMillis(retryAfterMs);
    }
}
