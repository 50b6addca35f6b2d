package parley.protocol;

import org.jspecify.annotations.Nullable;

/// Something that came isn't what the protocol says. Carries no stack trace: whoever sent it is
/// told, and nothing here is broken.
public final class FrameError extends RuntimeException {
    /// Not a frame at all: not an object, no type, too deep, a name twice.
    public static final String BAD_FRAME = "bad_frame";

    /// A frame whose field is missing or of another kind.
    public static final String BAD_REQUEST = "bad_request";

    /// A frame whose type isn't known.
    public static final String UNKNOWN_COMMAND = "unknown_command";

    private static final long serialVersionUID = 1;

    private final String code;
    private final @Nullable String field;

    private FrameError(String code, String message, @Nullable String field) {
        super(message, null, false, false);
        this.code = code;
        this.field = field;
    }

    public static FrameError badFrame(String message) {
        return new FrameError(BAD_FRAME, message, null);
    }

    public static FrameError badField(String field, String message) {
        return new FrameError(BAD_REQUEST, message, field);
    }

    /// A name that can't be repeated as it is.
    static FrameError badName() {
        return new FrameError(
                BAD_REQUEST, "A name can't hold U+0000 or half a surrogate pair.", null);
    }

    public static FrameError unknownCommand(String type) {
        return new FrameError(
                UNKNOWN_COMMAND,
                "There is no command '" + type.substring(0, Math.min(40, type.length())) + "'.",
                null);
    }

    public String code() {
        return code;
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    public @Nullable String field() {
        return field;
    }
}
