package parley.core;

import java.util.function.Supplier;

/// Secrets that belong to the database and are made once: keys of ids, fingerprints and tokens, and
/// the epoch.
public interface SecretStore {
    /// The secret of this name, made by `make` if there is none yet. Whoever asks at the same time
    /// gets the same.
    byte[] secret(String name, Supplier<byte[]> make);
}
