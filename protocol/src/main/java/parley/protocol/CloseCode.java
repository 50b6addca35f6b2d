package parley.protocol;

/// Why a connection is closed (PROTOCOL.md section 3), and what the client does about it.
public enum CloseCode {
    NORMAL(1000, Then.STOP),
    RESTART(1012, Then.RECONNECT),
    NOT_TEXT(1003, Then.RECONNECT_ONCE),
    BAD_UTF8(1007, Then.RECONNECT_ONCE),
    TOO_LARGE(1009, Then.RECONNECT_ONCE),
    /// A WebSocket that breaks RFC 6455.
    PROTOCOL_ERROR(1002, Then.RECONNECT_ONCE),
    NO_HELLO(4101, Then.RECONNECT),
    SILENT(4108, Then.RECONNECT),
    TOO_SLOW(4113, Then.RECONNECT),
    FLOODING(4129, Then.RECONNECT),
    TOO_MANY_HANDSHAKES(4150, Then.RECONNECT),
    NOT_A_FRAME(4400, Then.STOP),
    BAD_TOKEN(4401, Then.NEW_TOKEN),
    NOT_ALLOWED(4403, Then.STOP),
    REPLACED(4409, Then.STOP);

    /// What a client does after a close.
    public enum Then {
        STOP,
        RECONNECT,
        /// Without the frame that was to blame.
        RECONNECT_ONCE,
        NEW_TOKEN
    }

    private final int number;
    private final Then then;

    CloseCode(int number, Then then) {
        this.number = number;
        this.then = then;
    }

    public int number() {
        return number;
    }

    public Then then() {
        return then;
    }

    /// What a client does about a code, also one that it has never seen: by its range.
    public static Then then(int number) {
        for (var code : values()) {
            if (code.number == number) {
                return code.then;
            }
        }
        return number >= 4400 && number < 4500 || number == 1000 ? Then.STOP : Then.RECONNECT;
    }
}
