package parley.core.account;

import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccountPolicy.Registration;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Lets people make their accounts, where the setting `registration` allows it.
public final class Registrar {
    private final AccountPolicy policy;
    private final Invitations invitations;
    private final PasswordHasher hasher;
    private final MessageLog log;
    private final Draws draws;

    public Registrar(
            AccountPolicy policy,
            Invitations invitations,
            PasswordHasher hasher,
            MessageLog log,
            Draws draws) {
        this.policy = policy;
        this.invitations = invitations;
        this.hasher = hasher;
        this.log = log;
        this.draws = draws;
    }

    /// Makes the user with their account conversation. Nobody is signed in by it.
    ///
    /// @throws Refusal `closed`, `bad_request` with every violation, `taken` naming the field
    public User register(NewAccount account) {
        UserId id = admitted(account.invitation());
        var checked = AccountDraft.checked(id, account);
        var draft = checked.withPasswordHash(hasher.hash(account.password()));
        return log.amend(scope -> write(scope, draft));
    }

    private UserId admitted(@Nullable String invitation) {
        return switch (policy.registration()) {
            case OPEN -> draws.user();
            case CLOSED -> throw closed("Accounts are made by the operator here.");
            case INVITE -> {
                if (invitation == null) {
                    throw closed("Registering needs an invitation here.");
                }
                yield invitations.userOf(invitation).orElseThrow(Registrar::spent);
            }
        };
    }

    private User write(AmendmentScope scope, AccountDraft draft) {
        if (policy.registration() == Registration.INVITE
                && scope.rows().user(draft.id()).isPresent()) {
            throw spent();
        }
        return draft.write(scope);
    }

    private static Refusal spent() {
        return closed("This invitation was used already, or is no longer good.");
    }

    private static Refusal closed(String message) {
        return Refusal.ofField(RefusalCode.CLOSED, "invitation", message);
    }
}
