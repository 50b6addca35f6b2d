package parley.bench.wire;

/// Finds the few fields of a frame that a load client needs, without reading the rest: one pass
/// over the bytes, nothing allocated. The values of other fields are passed over whole, so nothing
/// in a text or in a nested object is mistaken for a field. For one thread.
public final class FrameScanner {
    /// The types of frames that matter here.
    public enum Kind {
        OK,
        MESSAGE,
        ERROR,
        PING,
        SYNC,
        SYNCED,
        CURSOR,
        PONG,
        BYE,
        HELLO,
        SEND,
        JOIN,
        OTHER
    }

    /// Where a value lies; not there if its length is negative.
    public static final class Span {
        public int at;
        public int length = -1;

        public boolean isThere() {
            return length >= 0;
        }

        private void set(int from, int to) {
            at = from;
            length = to - from;
        }
    }

    public Kind kind = Kind.OTHER;
    public final Span id = new Span();
    public final Span re = new Span();
    public final Span to = new Span();
    public final Span token = new Span();
    public final Span conversation = new Span();
    public final Span text = new Span();
    public final Span code = new Span();
    public final Span cursor = new Span();
    public final Span session = new Span();
    public final Span user = new Span();

    /// The list `events` of a sync, `messages` of a page, with its brackets.
    public final Span list = new Span();

    public long rev;
    public long seq;

    /// When to come back, or to try again, in milliseconds.
    public long number;

    public boolean more;
    public boolean complete;

    private byte[] bytes = {};
    private int at;
    private int end;

    /// Reads one frame.
    ///
    /// @return whether it is an object at all
    public boolean scan(byte[] frame, int from, int to) {
        clear();
        bytes = frame;
        at = from;
        end = to;
        if (at >= end || bytes[at] != '{') {
            return false;
        }
        at++;
        while (at < end && bytes[at] != '}') {
            if (bytes[at] == ',') {
                at++;
            }
            int name = at + 1;
            skipText();
            int nameEnd = at - 1;
            at++; // the colon
            int value = at;
            skipValue();
            field(name, nameEnd - name, value, at);
        }
        return at < end;
    }

    private void clear() {
        kind = Kind.OTHER;
        id.length = -1;
        re.length = -1;
        to.length = -1;
        token.length = -1;
        conversation.length = -1;
        text.length = -1;
        code.length = -1;
        cursor.length = -1;
        session.length = -1;
        user.length = -1;
        list.length = -1;
        rev = 0;
        seq = 0;
        number = 0;
        more = false;
        complete = true;
    }

    private void field(int name, int length, int from, int until) {
        switch (length) {
            case 2 -> {
                if (is(name, "re")) {
                    text(re, from, until);
                } else if (is(name, "id")) {
                    text(id, from, until);
                } else if (is(name, "to")) {
                    text(to, from, until);
                }
            }
            case 3 -> {
                if (is(name, "rev")) {
                    rev = number(from, until);
                } else if (is(name, "seq")) {
                    seq = number(from, until);
                }
            }
            case 4 -> {
                if (is(name, "type")) {
                    kind = kind(from + 1, until - from - 2);
                } else if (is(name, "text")) {
                    text(text, from, until);
                } else if (is(name, "code")) {
                    text(code, from, until);
                } else if (is(name, "user")) {
                    user.set(from, until);
                } else if (is(name, "more")) {
                    more = bytes[from] == 't';
                }
            }
            case 5 -> {
                if (is(name, "token")) {
                    text(token, from, until);
                }
            }
            case 6 -> {
                if (is(name, "cursor")) {
                    text(cursor, from, until);
                } else if (is(name, "events")) {
                    list.set(from, until);
                }
            }
            case 7 -> {
                if (is(name, "session")) {
                    text(session, from, until);
                }
            }
            case 8 -> {
                if (is(name, "messages")) {
                    list.set(from, until);
                } else if (is(name, "complete")) {
                    complete = bytes[from] == 't';
                }
            }
            case 12 -> {
                if (is(name, "conversation")) {
                    text(conversation, from, until);
                } else if (is(name, "retryAfterMs")) {
                    number = number(from, until);
                }
            }
            case 16 -> {
                if (is(name, "reconnectAfterMs")) {
                    number = number(from, until);
                }
            }
            default -> {}
        }
    }

    // without the quotes; an object keeps its braces
    private void text(Span span, int from, int to) {
        if (bytes[from] == '"') {
            span.set(from + 1, to - 1);
        } else {
            span.set(from, to);
        }
    }

    private Kind kind(int from, int length) {
        return switch (length) {
            case 2 -> is(from, "ok") ? Kind.OK : Kind.OTHER;
            case 3 -> is(from, "bye") ? Kind.BYE : Kind.OTHER;
            case 4 -> fourLetters(from);
            case 5 -> is(from, "error") ? Kind.ERROR : is(from, "hello") ? Kind.HELLO : Kind.OTHER;
            case 6 ->
                    is(from, "synced")
                            ? Kind.SYNCED
                            : is(from, "cursor") ? Kind.CURSOR : Kind.OTHER;
            case 7 -> is(from, "message") ? Kind.MESSAGE : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private Kind fourLetters(int from) {
        return switch (bytes[from]) {
            case 's' -> is(from, "send") ? Kind.SEND : is(from, "sync") ? Kind.SYNC : Kind.OTHER;
            case 'p' -> is(from, "ping") ? Kind.PING : is(from, "pong") ? Kind.PONG : Kind.OTHER;
            case 'j' -> is(from, "join") ? Kind.JOIN : Kind.OTHER;
            default -> Kind.OTHER;
        };
    }

    private boolean is(int from, String word) {
        for (int i = 0; i < word.length(); i++) {
            if (bytes[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private long number(int from, int to) {
        long value = 0;
        for (int i = from; i < to && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
            value = value * 10 + bytes[i] - '0';
        }
        return value;
    }

    /// Passes over a text; `at` stands on its opening quote.
    private void skipText() {
        at++;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        at++;
    }

    private void skipValue() {
        switch (at < end ? bytes[at] : ',') {
            case '"' -> skipText();
            case '{', '[' -> skipNested();
            default -> {
                while (at < end && bytes[at] != ',' && bytes[at] != '}' && bytes[at] != ']') {
                    at++;
                }
            }
        }
    }

    private void skipNested() {
        int depth = 0;
        do {
            switch (bytes[at]) {
                case '"' -> {
                    skipText();
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            at++;
        } while (depth > 0 && at < end);
    }

    /// The end of the object that begins here, so that a list can be walked.
    int endOfObject(byte[] frame, int from, int to) {
        bytes = frame;
        at = from;
        end = to;
        skipNested();
        return at;
    }
}
