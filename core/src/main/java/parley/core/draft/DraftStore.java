package parley.core.draft;

import java.util.Optional;
import java.util.function.Consumer;

/// Reads drafts. Thread-safe; blocks.
public interface DraftStore {
    /// A draft that is there; empty where it was cleared.
    Optional<Draft> find(Draft.Of of);

    /// Goes through all that are there.
    void each(Consumer<Draft.Of> visitor);
}
