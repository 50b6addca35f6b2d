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
        return make(name, null);
    }

    /// The same for one who holds an invitation to a group or channel: they belong to it from the
    /// beginning. Where guests aren't let in, but the setting `links.admit` is on, it lets them in.
    ///
    /// @throws Refusal `closed`, also for an invitation that isn't good; `bad_request` for the name
    public SignedIn make(@Nullable String name, @Nullable String invitation) {
        boolean byLink = policy.linksAdmit() && invitation != null;
        if (!policy.guests() && !byLink) {
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
        User guest = log.amend(scope -> write(scope, draft, device, invitation));
        return new SignedIn(
                guest, device.id(), keys.tokens(id, device.id(), device.refreshToken()), true);
    }

    private static User write(
            AmendmentScope scope, AccountDraft draft, NewDevice device, @Nullable String link) {
        User made = draft.write(scope);
        if (link != null) {
            Registrar.join(scope, made.id(), link);
        }
        var guest = made.with(made.status().entered());
        scope.rows().put(guest);
        device.write(scope, guest);
        return guest;
    }
}
