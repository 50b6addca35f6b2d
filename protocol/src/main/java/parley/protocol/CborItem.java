package parley.protocol;

/// Finds the end of one CBOR item (RFC 8949), and refuses what no frame holds (PROTOCOL.md section
/// 2): tags, bytes, keys that aren't text, text that isn't UTF-8, undefined and simple values. So
/// the parser behind it meets nothing for which JSON has no word.
final class CborItem {
    private static final int INDEFINITE = 31;
    private static final int BREAK = 0xff;

    private final byte[] bytes;
    private final int end;
    private int at;

    private CborItem(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.end = end;
        at = from;
    }

    /// @return where the item that begins at `from` ends
    /// @throws FrameError if it isn't whole, or no frame holds such a thing
    static int endOf(byte[] bytes, int from, int end) {
        var item = new CborItem(bytes, from, end);
        item.value(0);
        return item.at;
    }

    private static FrameError refused(String message) {
        return FrameError.badFrame("This isn't CBOR for a frame: " + message + ".");
    }

    private int next() {
        if (at >= end) {
            throw refused("it ends too early");
        }
        return bytes[at++] & 0xff;
    }

    private void skip(long length) {
        if (length < 0 || length > end - at) {
            throw refused("it ends too early");
        }
        at += (int) length;
    }

    private void value(int depth) {
        int first = next();
        int info = first & 31;
        switch (first >>> 5) {
            case 0, 1 -> argument(info);
            case 3 -> text(info);
            case 4 -> container(info, depth, false);
            case 5 -> container(info, depth, true);
            case 7 -> constant(info);
            case 6 -> throw refused("it has a tag");
            default -> throw refused("it has bytes that aren't text");
        }
    }

    private long argument(int info) {
        if (info < 24) {
            return info;
        }
        if (info > 27) {
            throw refused("a length is wrong");
        }
        long value = 0;
        for (int left = 1 << (info - 24); left > 0; left--) {
            value = value << 8 | next();
        }
        return value;
    }

    private void constant(int info) {
        switch (info) {
            case 20, 21, 22 -> {} // false, true, null
            case 25, 26, 27 -> skip(1L << (info - 24)); // numbers with a fraction
            default -> throw refused("it has a value without a meaning");
        }
    }

    private void text(int info) {
        if (info != INDEFINITE) {
            int from = at + (info < 24 ? 0 : 1 << (info - 24));
            skip(argument(info));
            if (!Utf8.isValid(bytes, from, at - from)) {
                throw refused("a text isn't UTF-8");
            }
            return;
        }
        for (int piece = next(); piece != BREAK; piece = next()) {
            if (piece >>> 5 != 3 || (piece & 31) == INDEFINITE) {
                throw refused("a text has a piece that is none");
            }
            text(piece & 31);
        }
    }

    private void container(int info, int depth, boolean map) {
        if (depth >= Limits.DEPTH) {
            throw refused("it is too deep");
        }
        if (info == INDEFINITE) {
            while (!atBreak()) {
                element(depth, map);
            }
            return;
        }
        long elements = argument(info);
        if (elements < 0 || elements > end - at) {
            throw refused("it ends too early");
        }
        for (long i = 0; i < elements; i++) {
            element(depth, map);
        }
    }

    private boolean atBreak() {
        if (next() == BREAK) {
            return true;
        }
        at--;
        return false;
    }

    private void element(int depth, boolean map) {
        if (map) {
            int key = next();
            if (key >>> 5 != 3) {
                throw refused("a key isn't text");
            }
            text(key & 31);
        }
        value(depth + 1);
    }
}
