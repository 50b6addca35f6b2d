package parley.core.erasure;

import parley.core.id.UserId;

/// Erasures as one batch writes them.
public interface ErasureRows {
    /// Inserts, or replaces by the user.
    void put(Erasure erasure);

    void remove(UserId user);
}
