package parley.core.user;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.Validation;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ProfileChanged;
import parley.core.log.MessageLog;
import parley.core.user.User.Profile;

/// Changes what someone says of themself. Their other devices hear of it by a `profile` event on
/// the account conversation.
public final class ProfileEditor {
    /// How long a name that was given up is free for its former owner alone.
    public static final Duration NAME_KEPT = Duration.ofDays(90);

    private final MessageLog log;
    private final UserCache cache;

    public ProfileEditor(MessageLog log, UserCache cache) {
        this.log = log;
        this.cache = cache;
    }

    /// Applies the patch as a whole or not at all, and returns the user as they are then.
    ///
    /// @throws Refusal `bad_request` with every violation, `taken` naming the field
    public User change(UserId user, ProfilePatch patch) {
        var folded = fold(patch);
        User changed = log.amend(scope -> apply(scope, user, folded));
        cache.invalidate(user);
        return changed;
    }

    private static ProfilePatch fold(ProfilePatch patch) {
        var validation = new Validation();
        var folded =
                new ProfilePatch(
                        patch.username() == null
                                ? null
                                : PersonFields.username(validation, patch.username()),
                        patch.name() == null ? null : PersonFields.name(validation, patch.name()),
                        patch.biography() == null
                                ? null
                                : PersonFields.biography(validation, patch.biography()),
                        patch.phone() == null
                                ? null
                                : orEmpty(PersonFields.phone(validation, patch.phone())),
                        patch.email() == null
                                ? null
                                : orEmpty(PersonFields.email(validation, patch.email())),
                        patch.presence(),
                        patch.receipts(),
                        patch.strangers());
        validation.finish();
        return folded;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static User apply(AmendmentScope scope, UserId id, ProfilePatch patch) {
        var rows = scope.rows();
        User user = rows.user(id).filter(User::isActive).orElseThrow(Refusal::notFound);
        String username = Objects.requireNonNullElse(patch.username(), user.username());
        String name = Objects.requireNonNullElse(patch.name(), user.name());
        Profile profile = merged(user.profile(), patch);
        if (!username.equals(user.username())) {
            FreeNames.requireUsername(rows, username, id);
            rows.reserveUsername(user.username(), id, scope.now().plus(NAME_KEPT));
        }
        FreeNames.requireContactPoint(rows, "phone", profile.phone(), id);
        FreeNames.requireContactPoint(rows, "email", profile.email(), id);
        User changed = user.named(username, name).with(profile);
        if (!changed.equals(user)) {
            rows.put(changed);
            scope.append(user.account(), id, new ProfileChanged(username, name));
        }
        return changed;
    }

    private static Profile merged(Profile now, ProfilePatch patch) {
        return new Profile(
                Objects.requireNonNullElse(patch.biography(), now.biography()),
                contactPoint(patch.phone(), now.phone()),
                contactPoint(patch.email(), now.email()),
                Objects.requireNonNullElse(patch.presence(), now.presence()),
                Objects.requireNonNullElse(patch.receipts(), now.receipts()),
                Objects.requireNonNullElse(patch.strangers(), now.strangers()));
    }

    private static @Nullable String contactPoint(@Nullable String next, @Nullable String now) {
        if (next == null) {
            return now;
        }
        return next.isEmpty() ? null : next;
    }
}
