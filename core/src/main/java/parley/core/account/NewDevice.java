package parley.core.account;

import java.util.ArrayList;
import java.util.List;
import parley.core.id.DeviceId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.DeviceChanged;
import parley.core.user.User;

/// A device that is about to be signed in: its id and first refresh token are drawn before the
/// amendment, which may run twice.
record NewDevice(DeviceId id, String name, String refreshToken) {
    /// Devices that a user may have signed in; beyond it the one used longest ago is signed out.
    static final int MAX = 100;

    private static final int NAME_MAX = 64;
    private static final String UNNAMED = "Unnamed device";

    static NewDevice drawn(Draws draws, RefreshTokens tokens, String name) {
        String stripped = name.strip();
        int length = stripped.codePointCount(0, stripped.length());
        String kept =
                length <= NAME_MAX
                        ? stripped
                        : stripped.substring(0, stripped.offsetByCodePoints(0, NAME_MAX));
        return new NewDevice(draws.device(), kept.isEmpty() ? UNNAMED : kept, tokens.draw());
    }

    /// Signs it in and tells the user's other devices; returns those that had to go for it.
    List<DeviceId> write(AmendmentScope scope, User user) {
        var rows = scope.rows();
        var gone = new ArrayList<DeviceId>();
        var others = rows.signedInDevices(user.id());
        for (int i = MAX - 1; i < others.size(); i++) {
            DeviceEnding.end(scope, user, others.get(i));
            gone.add(others.get(i).id());
        }
        var now = scope.now();
        rows.put(new Device(id, user.id(), name, now, now, null));
        rows.put(
                new RefreshToken(
                        RefreshTokens.hash(refreshToken),
                        id,
                        now,
                        now.plus(RefreshTokens.LIFETIME),
                        null));
        scope.append(user.account(), user.id(), new DeviceChanged(id, true));
        return gone;
    }

    @Override
    public String toString() {
        return "NewDevice[" + id + "]";
    }
}
