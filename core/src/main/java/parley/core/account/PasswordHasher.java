package parley.core.account;

/// Makes and checks password hashes (Argon2id, RFC 9106). Slow by design; thread-safe; bounds how
/// many run at once.
public interface PasswordHasher {
    String hash(String password);

    boolean matches(String password, String hash);

    /// Takes as long as a check and is always false: for names that don't exist.
    boolean matchesNothing(String password);
}
