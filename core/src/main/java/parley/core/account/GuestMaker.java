package parley.core.account;

import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Validation;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.user.PersonFields;
import parley.core.user.User;
import parley.core.user.User.Profile;

/// Lets people in without an account, where the setting `guests` allows it. A guest has no
/// password: who holds the refresh token is the guest. One that isn't used for [#LIFETIME] expires.
public final class GuestMaker {
    /// How long an unused guest stays; each refresh begins it anew.
    public static final Duration LIFETIME = Duration.ofDays(30);

    private static final String UNNAMED = "Guest";

    private final AccountPolicy policy;
    private final MessageLog log;
    private final DoorKeys keys;
    private final InstantSource clock;

    public GuestMaker(AccountPolicy policy, MessageLog log, DoorKeys keys, InstantSource clock) {
        this.policy = policy;
        this.log = log;
        this.keys = keys;
        this.clock = clock;
    }

    /// Makes a guest and signs their device in.
    ///
    /// @param name what others see; "Guest" if null
    /// @throws Refusal `closed`, `bad_request` for the name
    public SignedIn make(@Nullable String name) {
        if (!policy.guests()) {
            throw Refusal.of(RefusalCode.CLOSED, "Guests aren't let in here.");
        }
        var validation = new Validation();
        String checked = name == null ? UNNAMED : PersonFields.name(validation, name);
        validation.finish();
        UserId id = keys.draws().user();
        var draft =
                new AccountDraft(
                        id,
                        Draws.madeUsername("guest", id),
                        checked,
                        Profile.INITIAL,
                        null,
                        clock.instant().plus(LIFETIME));
        NewDevice device = keys.newDevice("");
        User guest = log.amend(scope -> write(scope, draft, device));
        return new SignedIn(
                guest, device.id(), keys.tokens(id, device.id(), device.refreshToken()), true);
    }

    private static User write(AmendmentScope scope, AccountDraft draft, NewDevice device) {
        User made = draft.write(scope);
        var guest = made.with(made.status().entered());
        scope.rows().put(guest);
        device.write(scope, guest);
        return guest;
    }
}
