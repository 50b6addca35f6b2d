/// Passwords and access tokens: what the core's accounts need of cryptography. Guarantees: Argon2id
/// for passwords, never more at once than there are cores for it; tokens that only this server can
/// sign and everyone can check. Start at [JwtTokens] and [Argon2idHasher].
@NullMarked
package parley.auth;

import org.jspecify.annotations.NullMarked;
