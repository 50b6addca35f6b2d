package parley.core.account;

import org.jspecify.annotations.Nullable;

/// What someone gives to register, as given: nothing in it is checked yet.
///
/// @param username empty where it was left out, and so the password
/// @param name what others see; the username if null
/// @param invitation the code that an operator made; needed only where registration is by
///   invitation
public record NewAccount(
        String username,
        String password,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String invitation) {
    public static NewAccount of(String username, String password) {
        return new NewAccount(username, password, null, null, null, null);
    }

    /// Leaves out the password and the code, so that they reach no log.
    @Override
    public String toString() {
        return "NewAccount[" + username + "]";
    }
}
