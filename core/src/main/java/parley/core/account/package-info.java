/// Accounts: registering, signing in and out, devices and their refresh tokens. Start at [Devices]
/// and the ports [PasswordHasher] and [AccessTokens].
@NullMarked
package parley.core.account;

import org.jspecify.annotations.NullMarked;
