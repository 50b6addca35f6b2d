package parley.core.account;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.user.PersonFields;
import parley.core.user.User;
import parley.core.user.User.Standing;
import parley.core.user.UserStore;

/// Lets people in by username, email or phone and their password. A wrong password and a name that
/// doesn't exist get the same answer after the same time.
public final class SignIn {
    private static final int LOGIN_MAX = 320;

    private final UserStore users;
    private final MessageLog log;
    private final PasswordCheck passwords;
    private final DoorKeys keys;
    private final Revocations revocations;

    public SignIn(
            UserStore users,
            MessageLog log,
            PasswordCheck passwords,
            DoorKeys keys,
            Revocations revocations) {
        this.users = users;
        this.log = log;
        this.passwords = passwords;
        this.keys = keys;
        this.revocations = revocations;
    }

    /// Signs a new device in.
    ///
    /// @param address as in [GuessLimiter#begin]
    /// @throws Refusal `wrong_login`; `rate_limited`; `disabled`, only for the right password
    public SignedIn login(Credentials credentials, @Nullable String address) {
        String login = PersonFields.login(credentials.login());
        var found =
                login.length() > LOGIN_MAX
                        ? Optional.<User>empty()
                        : users.findByLogin(login).filter(SignIn::isThere);
        Optional<String> hash = found.map(User::id).flatMap(users::passwordHash);
        passwords.require(
                login.length() > LOGIN_MAX ? "" : login, address, credentials.password(), hash);
        User user = found.orElseThrow(SignIn::wrong);
        NewDevice device = keys.newDevice(credentials.deviceName());
        var admitted = log.amend(scope -> admit(scope, user.id(), hash.orElseThrow(), device));
        revocations.signedOut(user.id(), admitted.displaced());
        return new SignedIn(
                admitted.user(),
                device.id(),
                keys.tokens(user.id(), device.id(), device.refreshToken()),
                admitted.firstLogin());
    }

    private static Admitted admit(
            AmendmentScope scope, UserId id, String checkedHash, NewDevice device) {
        var rows = scope.rows();
        User user = rows.user(id).filter(SignIn::isThere).orElseThrow(SignIn::wrong);
        if (!rows.passwordHash(id).filter(checkedHash::equals).isPresent()) {
            throw wrong(); // it was changed since it was checked
        }
        if (user.status().standing() == Standing.DISABLED) {
            throw Authenticator.disabled();
        }
        boolean first = user.status().firstLogin();
        User entered = first ? user.with(user.status().entered()) : user;
        if (first) {
            rows.put(entered);
        }
        return new Admitted(entered, first, device.write(scope, entered));
    }

    private static boolean isThere(User user) {
        return user.status().standing() != Standing.DELETED;
    }

    static Refusal wrong() {
        return Refusal.of(RefusalCode.WRONG_LOGIN, "Name and password don't fit together.");
    }

    /// @param displaced devices that had to go, since there may only be so many
    private record Admitted(User user, boolean firstLogin, List<DeviceId> displaced) {}
}
