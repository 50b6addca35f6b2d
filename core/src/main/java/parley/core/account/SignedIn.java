package parley.core.account;

import parley.core.id.DeviceId;
import parley.core.user.User;

/// A device that was let in.
///
/// @param firstLogin true exactly once for each user
public record SignedIn(User user, DeviceId device, Tokens tokens, boolean firstLogin) {}
