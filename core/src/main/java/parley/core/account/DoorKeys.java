package parley.core.account;

import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// What makes the tokens of a device: the ids it draws, the refresh tokens and the access tokens.
public record DoorKeys(Draws draws, RefreshTokens refresh, AccessTokens access) {
    NewDevice newDevice(String name) {
        return NewDevice.drawn(draws, refresh, name);
    }

    Tokens tokens(UserId user, DeviceId device, String refreshToken) {
        return new Tokens(access.issue(user, device), refreshToken, access.lifetime());
    }
}
