package parley.core.user;

import org.jspecify.annotations.Nullable;
import parley.core.user.User.Sharing;
import parley.core.user.User.Strangers;

/// What someone wants to change of their profile; null stays as it is. An empty phone or email
/// takes it away.
public record ProfilePatch(
        @Nullable String username,
        @Nullable String name,
        @Nullable String biography,
        @Nullable String phone,
        @Nullable String email,
        @Nullable Sharing presence,
        @Nullable Boolean receipts,
        @Nullable Strangers strangers) {
    public static final ProfilePatch NONE =
            new ProfilePatch(null, null, null, null, null, null, null, null);

    public ProfilePatch withUsername(String next) {
        return new ProfilePatch(next, name, biography, phone, email, presence, receipts, strangers);
    }

    public ProfilePatch withName(String next) {
        return new ProfilePatch(
                username, next, biography, phone, email, presence, receipts, strangers);
    }
}
