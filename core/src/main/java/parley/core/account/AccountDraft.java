package parley.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.Validation;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.user.FreeNames;
import parley.core.user.PersonFields;
import parley.core.user.User;
import parley.core.user.User.Profile;
import parley.core.user.User.Standing;
import parley.core.user.User.Status;

/// An account that passed the checks and waits to be written.
///
/// @param passwordHash null for a guest
/// @param expiresAt when an unused guest goes; null for others
record AccountDraft(
        UserId id,
        String username,
        String name,
        Profile profile,
        @Nullable String passwordHash,
        @Nullable Instant expiresAt) {

    /// Checks every field and refuses with all violations together.
    static AccountDraft checked(UserId id, NewAccount account) {
        var validation = new Validation();
        String username = PersonFields.username(validation, account.username());
        Passwords.check(validation, "password", account.password());
        String name = named(validation, account, username);
        String email = PersonFields.email(validation, account.email());
        String phone = PersonFields.phone(validation, account.phone());
        validation.finish();
        var initial = Profile.INITIAL;
        var profile =
                new Profile(
                        initial.biography(),
                        phone,
                        email,
                        initial.presence(),
                        initial.receipts(),
                        initial.strangers());
        return new AccountDraft(id, username, name, profile, null, null);
    }

    private static String named(Validation validation, NewAccount account, String username) {
        String name = account.name();
        return name == null ? username : PersonFields.name(validation, name);
    }

    AccountDraft withPasswordHash(String hash) {
        return new AccountDraft(id, username, name, profile, hash, expiresAt);
    }

    /// Makes the user and their account conversation.
    ///
    /// @throws parley.core.Refusal `taken`, naming the field
    User write(AmendmentScope scope) {
        var rows = scope.rows();
        FreeNames.requireUsername(rows, username, id);
        FreeNames.requireContactPoint(rows, "phone", profile.phone(), id);
        FreeNames.requireContactPoint(rows, "email", profile.email(), id);
        boolean guest = passwordHash == null;
        var status = new Status(Standing.ACTIVE, guest, true, scope.now(), null, expiresAt);
        var account = scope.createAccount(id).id();
        var user = new User(id, username, name, status, profile, account);
        rows.put(user);
        if (passwordHash != null) {
            rows.putPasswordHash(id, passwordHash);
        }
        return user;
    }

    @Override
    public String toString() {
        return "AccountDraft[" + username + "]";
    }
}
