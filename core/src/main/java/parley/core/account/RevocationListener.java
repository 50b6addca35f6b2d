package parley.core.account;

import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// Hears whose time here is over, so that the doors close their connections within 5 s. Called
/// after the commit, on the thread that revoked: it hands on quickly. Hearing twice is harmless.
public interface RevocationListener {
    /// A device was signed out: its connections close with `4401`.
    void signedOut(UserId user, DeviceId device);

    /// A user was disabled or deleted: all of their connections close with `4403`.
    void disabled(UserId user);
}
