/// Accounts: registering, signing in and out, devices and their refresh tokens. Guarantees: no
/// answer tells whether a name exists, but for the name that someone wants to have; passwords and
/// tokens are kept as hashes alone; a device that was signed out is refused from the commit on.
/// Start at [SignIn] and [Authenticator]; the ports are [PasswordHasher] and [AccessTokens].
@NullMarked
package parley.core.account;

import org.jspecify.annotations.NullMarked;
