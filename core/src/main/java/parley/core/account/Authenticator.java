package parley.core.account;

import java.util.Optional;
import parley.core.BoundedCache;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccessTokens.Claims;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.user.User;
import parley.core.user.User.Standing;
import parley.core.user.UserStore;

/// Says for every door who holds an access token: its signature and time must be good, its device
/// signed in and its user active. Devices found good are remembered (100,000, some 15 MB) until
/// [#forget]; others are read each time. Thread-safe; blocks when it reads.
public final class Authenticator {
    private static final int MAX = 100_000;

    private final AccessTokens tokens;
    private final DeviceStore devices;
    private final UserStore users;
    private final BoundedCache<DeviceId, UserId> signedIn = new BoundedCache<>(MAX);

    public Authenticator(AccessTokens tokens, DeviceStore devices, UserStore users) {
        this.tokens = tokens;
        this.devices = devices;
        this.users = users;
    }

    /// @throws Refusal `unauthorized`, or `disabled` if the token was good but its user isn't
    public Claims authenticate(String accessToken) {
        Claims claims = tokens.read(accessToken).orElseThrow(Authenticator::unauthorized);
        confirm(claims);
        return claims;
    }

    /// Checks again that claims which were good still are, their time aside.
    ///
    /// @throws Refusal as [#authenticate]
    public void confirm(Claims claims) {
        boolean good =
                signedIn.get(claims.device(), this::holder)
                        .filter(claims.user()::equals)
                        .isPresent();
        if (!good) {
            throw why(claims.user());
        }
    }

    /// Reads the device again when next asked.
    public void forget(DeviceId device) {
        signedIn.invalidate(device);
    }

    private Optional<UserId> holder(DeviceId id) {
        return devices.find(id)
                .filter(Device::isSignedIn)
                .map(Device::user)
                .filter(user -> users.find(user).filter(User::isActive).isPresent());
    }

    private Refusal why(UserId user) {
        boolean disabled =
                users.find(user)
                        .filter(who -> who.status().standing() == Standing.DISABLED)
                        .isPresent();
        return disabled ? disabled() : unauthorized();
    }

    static Refusal unauthorized() {
        return Refusal.of(
                RefusalCode.UNAUTHORIZED, "The token is missing, wrong, expired or revoked.");
    }

    static Refusal disabled() {
        return Refusal.of(RefusalCode.DISABLED, "This account is disabled.");
    }
}
