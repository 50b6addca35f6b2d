package parley.core.user;

import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.UserId;
import parley.core.log.StateRows;

/// Refuses, inside an amendment, what belongs to someone else. Usernames, phones and emails are one
/// space of names, since each of them is good for signing in: nobody can call themself by another's
/// phone number and so stand in their way.
public final class FreeNames {
    private FreeNames() {}

    /// Refuses with `taken` if `user` can't have this username.
    public static void requireUsername(StateRows rows, String username, UserId user) {
        boolean taken =
                rows.userByUsername(username).filter(who -> !who.id().equals(user)).isPresent()
                        || rows.usernameReserved(username, user)
                        || rows.contactPointTaken(username, user);
        if (taken) {
            throw taken("username", "This username is taken.");
        }
    }

    /// Refuses with `taken` if `user` can't have this email or phone; null is always free.
    public static void requireContactPoint(
            StateRows rows, String field, @Nullable String value, UserId user) {
        if (value == null) {
            return;
        }
        boolean taken =
                rows.contactPointTaken(value, user)
                        || rows.userByUsername(value)
                                .filter(who -> !who.id().equals(user))
                                .isPresent();
        if (taken) {
            throw taken(field, "This " + field + " belongs to another account.");
        }
    }

    private static Refusal taken(String field, String message) {
        return Refusal.ofField(RefusalCode.TAKEN, field, message);
    }
}
