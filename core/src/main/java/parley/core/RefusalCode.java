package parley.core;

import java.util.Locale;

/// The reasons for which the messenger says no (PROTOCOL.md section 4). Its lower-case name is the
/// stable code on every door; the HTTP status is what REST answers with.
public enum RefusalCode {
    /// Not there, or not the asker's to know: the same answer.
    NOT_FOUND(404),
    /// One of the two blocks the other; which one is not said.
    BLOCKED(403),
    READ_ONLY(403),
    /// A member who may not do this.
    FORBIDDEN(403),
    TOO_LONG(400),
    EMPTY(400),
    BAD_REQUEST(400),
    /// The key was used for other content.
    KEY_CONFLICT(409),
    /// The message that this one follows isn't there.
    OUT_OF_ORDER(409),
    /// The conversation went on since the asker looked.
    CONFLICT(409),
    /// The name or address belongs to someone.
    TAKEN(409),
    /// It is so already.
    EXISTS(409),
    /// A stated number of things is reached; some must go first.
    TOO_MANY(409),
    RATE_LIMITED(429),
    /// Nothing was stored; try again.
    UNAVAILABLE(503),
    /// It may be stored: try again only with the same key.
    UNKNOWN(503),
    /// No token, or one that is wrong, expired or revoked.
    UNAUTHORIZED(401),
    /// Name and password don't fit together; which one is not said.
    WRONG_LOGIN(401),
    /// The account is disabled.
    DISABLED(403),
    /// The server is set not to allow this, or the poll is over.
    CLOSED(403);

    private final int status;

    RefusalCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /// The code on the wire.
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
