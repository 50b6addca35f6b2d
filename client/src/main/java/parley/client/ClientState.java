package parley.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where a client was, kept from one connection, or one process, to the next. Used by one client at
/// a time.
public interface ClientState {
    /// @param revs how far each conversation's log was told to the listener
    record Place(
            @Nullable String cursor,
            @Nullable String epoch,
            @Nullable String session,
            Map<String, Long> revs) {
        public static final Place NOWHERE = new Place(null, null, null, Map.of());

        public Place {
            revs = Map.copyOf(revs);
        }
    }

    Place load();

    /// Called after the listener was told all that the cursor covers.
    void save(Place place);

    /// As long as the process lives.
    static ClientState inMemory() {
        return new ClientState() {
            private volatile Place place = Place.NOWHERE;

            @Override
            public Place load() {
                return place;
            }

            @Override
            public void save(Place now) {
                place = now;
            }
        };
    }
}
