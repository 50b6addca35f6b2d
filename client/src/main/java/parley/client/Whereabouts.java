package parley.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.protocol.Frame;

/// Where a session got to, as the next `hello` says it, and as it is kept over restarts of the
/// client. For the client's thread.
final class Whereabouts {
    private final ClientParts parts;
    private @Nullable String cursor;
    private @Nullable String epoch;
    private @Nullable String session;

    Whereabouts(ClientParts parts, ClientState.Place place) {
        this.parts = parts;
        cursor = orNull(place.cursor());
        epoch = orNull(place.epoch());
        session = orNull(place.session());
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    Frame hello() {
        return out ->
                out.put("type", "hello")
                        .put("id", "hello")
                        .put("token", parts.tokens().access())
                        .put("agent", "parley-java/1.0")
                        .put("cursor", cursor)
                        .put("epoch", epoch)
                        .put("session", session);
    }

    /// Whether nothing was ever synced.
    boolean isNew() {
        return cursor == null;
    }

    /// The server said who this is to it.
    ///
    /// @return whether its logs can't be continued from what is here
    boolean welcomed(String as, String now) {
        boolean other = epoch != null && !epoch.equals(now);
        session = as;
        epoch = now;
        return other;
    }

    /// Everything up to here was told.
    void reached(String to, Map<String, Long> revs) {
        cursor = to;
        parts.state().save(new ClientState.Place(to, epoch, session, revs));
    }
}
