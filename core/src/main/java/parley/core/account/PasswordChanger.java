package parley.core.account;

import java.util.List;
import java.util.Optional;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Validation;
import parley.core.account.AccessTokens.Claims;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.user.User;
import parley.core.user.UserStore;

/// Lets someone change their own password, who knows the old one. All of their other devices are
/// signed out by it.
public final class PasswordChanger {
    private final UserStore users;
    private final MessageLog log;
    private final PasswordCheck passwords;
    private final Revocations revocations;

    public PasswordChanger(
            UserStore users, MessageLog log, PasswordCheck passwords, Revocations revocations) {
        this.users = users;
        this.log = log;
        this.passwords = passwords;
        this.revocations = revocations;
    }

    /// @param who whose device stays signed in
    /// @throws Refusal `bad_request` for the new one, `forbidden` for a wrong old one (and for
    ///   guests, who have none), `rate_limited`
    public void change(Claims who, String oldPassword, String newPassword) {
        var validation = new Validation();
        Passwords.check(validation, "newPassword", newPassword);
        validation.finish();
        Optional<String> oldHash = users.passwordHash(who.user());
        requireOld(who.user(), oldPassword, oldHash);
        String newHash = passwords.hash(newPassword);
        List<DeviceId> ended = log.amend(scope -> put(scope, who, oldHash.orElseThrow(), newHash));
        revocations.signedOut(who.user(), ended);
    }

    // A stolen access token is no licence to guess: it counts as guessing at the user's id. Not at
    // their name, or a guesser at the login could keep the owner from changing the password.
    private void requireOld(UserId user, String oldPassword, Optional<String> oldHash) {
        try {
            passwords.require("#" + user.bits(), null, oldPassword, oldHash);
        } catch (Refusal refusal) {
            throw refusal.code() == RefusalCode.WRONG_LOGIN ? wrongOld() : refusal;
        }
    }

    private static List<DeviceId> put(
            AmendmentScope scope, Claims who, String oldHash, String newHash) {
        var rows = scope.rows();
        User user = rows.user(who.user()).filter(User::isActive).orElseThrow(Refusal::notFound);
        if (!rows.passwordHash(user.id()).filter(oldHash::equals).isPresent()) {
            throw wrongOld(); // someone else was quicker
        }
        rows.putPasswordHash(user.id(), newHash);
        return DeviceEnding.endAll(scope, user, who.device());
    }

    private static Refusal wrongOld() {
        return Refusal.ofField(
                RefusalCode.FORBIDDEN, "oldPassword", "This isn't the present password.");
    }
}
