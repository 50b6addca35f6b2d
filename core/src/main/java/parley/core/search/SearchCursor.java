package parley.core.search;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Base64;
import parley.core.Refusal;
import parley.core.search.MessageFinder.Mark;

/// Where the next page of a search begins, as text that is opaque to clients.
///
/// @param origin when the first page was asked for
/// @param depth hits that the pages before looked at
record SearchCursor(Instant origin, Mark mark, int depth) {
    private static final byte VERSION = 1;
    private static final int BYTES = 1 + 8 + 4 + 8 + 4 + 4;

    String text() {
        var out =
                ByteBuffer.allocate(BYTES)
                        .put(VERSION)
                        .putLong(origin.toEpochMilli())
                        .putFloat(mark.score())
                        .putLong(mark.atMs())
                        .putInt(mark.tie())
                        .putInt(depth);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.array());
    }

    /// @throws Refusal `bad_request` if it is none
    static SearchCursor parse(String text) {
        try {
            var in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (in.remaining() == BYTES && in.get() == VERSION) {
                var origin = Instant.ofEpochMilli(in.getLong());
                var mark = new Mark(in.getFloat(), in.getLong(), in.getInt());
                int depth = in.getInt();
                if (depth >= 0 && !Float.isNaN(mark.score())) {
                    return new SearchCursor(origin, mark, depth);
                }
            }
        } catch (IllegalArgumentException e) {
            // not base64: no cursor either
        }
        throw Refusal.badRequest("cursor", "'cursor' is the 'next' of the page before.");
    }
}
