/// Devices, their refresh tokens, kept answers and secrets as rows. Start at [DeviceRows].
@NullMarked
package parley.store.account;

import org.jspecify.annotations.NullMarked;
