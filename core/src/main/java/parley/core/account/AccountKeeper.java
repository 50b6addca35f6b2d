package parley.core.account;

import java.util.List;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Validation;
import parley.core.contact.Contacts;
import parley.core.erasure.Erasure;
import parley.core.erasure.Erasure.Messages;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ProfileChanged;
import parley.core.log.MessageLog;
import parley.core.user.ProfileEditor;
import parley.core.user.User;
import parley.core.user.User.Profile;
import parley.core.user.User.Sharing;
import parley.core.user.User.Standing;
import parley.core.user.User.Strangers;
import parley.core.user.UserCache;

/// What the operator does to accounts, and deleting one's own. Whether the asker may is for the
/// door to know: it is the command line, the operator's port, or the owner.
public final class AccountKeeper {
    private final MessageLog log;
    private final PasswordHasher hasher;
    private final Draws draws;
    private final Contacts contacts;
    private final Aftermath aftermath;

    public AccountKeeper(
            MessageLog log,
            PasswordHasher hasher,
            Draws draws,
            Contacts contacts,
            Aftermath aftermath) {
        this.log = log;
        this.hasher = hasher;
        this.draws = draws;
        this.contacts = contacts;
        this.aftermath = aftermath;
    }

    /// Makes an account, whatever `registration` says.
    ///
    /// @throws Refusal `bad_request`, `taken`
    public User add(NewAccount account) {
        var checked = AccountDraft.checked(draws.user(), account);
        var draft = checked.withPasswordHash(hasher.hash(account.password()));
        return log.amend(draft::write);
    }

    /// Puts a new password in place of a forgotten one, and signs all devices out.
    ///
    /// @throws Refusal `bad_request`, `not_found`
    public void setPassword(UserId user, String password) {
        var validation = new Validation();
        Passwords.check(validation, "password", password);
        validation.finish();
        String hash = hasher.hash(password);
        List<DeviceId> ended = log.amend(scope -> putPassword(scope, user, hash));
        aftermath.revocations().signedOut(user, ended);
    }

    private static List<DeviceId> putPassword(AmendmentScope scope, UserId id, String hash) {
        User user = existing(scope, id);
        scope.rows().putPasswordHash(id, hash);
        return DeviceEnding.endAll(scope, user, null);
    }

    /// Shuts someone out until [#enable]; their devices are signed out, nothing else changes.
    ///
    /// @throws Refusal `not_found`
    public void disable(UserId user) {
        List<DeviceId> ended = log.amend(scope -> shutOut(scope, user));
        aftermath.users().invalidate(user);
        aftermath.revocations().disabled(user, ended);
    }

    private static List<DeviceId> shutOut(AmendmentScope scope, UserId id) {
        User user = existing(scope, id);
        scope.rows().put(user.with(user.status().with(Standing.DISABLED)));
        return DeviceEnding.endAll(scope, user, null);
    }

    /// Lets someone in again; they sign in anew.
    ///
    /// @throws Refusal `not_found`
    public void enable(UserId user) {
        log.<Boolean>amend(scope -> letIn(scope, user));
        aftermath.users().invalidate(user);
    }

    private static boolean letIn(AmendmentScope scope, UserId id) {
        User user = existing(scope, id);
        scope.rows().put(user.with(user.status().with(Standing.ACTIVE)));
        return true;
    }

    private static User existing(AmendmentScope scope, UserId id) {
        return scope.rows()
                .user(id)
                .filter(user -> user.status().standing() != Standing.DELETED)
                .orElseThrow(Refusal::notFound);
    }

    /// Deletes someone for good, and keeps what they wrote.
    ///
    /// @throws Refusal `not_found`
    public void delete(UserId user) {
        delete(user, Messages.KEEP);
    }

    /// Deletes someone for good: nothing that says who they were stays but what they wrote, if it
    /// is kept, under the name "Deleted user". Their username is kept from others for 90 days. The
    /// account goes in one amendment, then contact by contact; [parley.core.erasure.AccountEraser]
    /// does what is left, also after a crash.
    ///
    /// @throws Refusal `not_found`
    public void delete(UserId user, Messages messages) {
        List<DeviceId> ended = log.amend(scope -> anonymise(scope, user, messages));
        aftermath.users().invalidate(user);
        aftermath.revocations().disabled(user, ended);
        contacts.list(user).forEach(contact -> removeContact(user, contact.peer()));
    }

    private static List<DeviceId> anonymise(AmendmentScope scope, UserId id, Messages messages) {
        var rows = scope.rows();
        User user = rows.user(id).orElseThrow(Refusal::notFound);
        if (user.status().standing() == Standing.DELETED) {
            return List.of();
        }
        List<DeviceId> ended = DeviceEnding.endAll(scope, user, null);
        User gone =
                user.named(Draws.madeUsername("deleted", id), "Deleted user")
                        .with(new Profile("", null, null, Sharing.NOBODY, false, Strangers.NONE))
                        .with(user.status().with(Standing.DELETED));
        rows.reserveUsername(user.username(), id, scope.now().plus(ProfileEditor.NAME_KEPT));
        rows.putPasswordHash(id, "");
        rows.put(gone);
        rows.erasures().put(Erasure.of(id, messages));
        scope.append(user.account(), id, new ProfileChanged(gone.username(), gone.name()));
        return ended;
    }

    private void removeContact(UserId user, UserId peer) {
        try {
            contacts.remove(user, peer);
        } catch (Refusal gone) {
            // the peer removed them first: it is as it should be
            if (gone.code() != RefusalCode.NOT_FOUND) {
                throw gone;
            }
        }
    }

    /// Who must know after the commit.
    public record Aftermath(UserCache users, Revocations revocations) {}
}
