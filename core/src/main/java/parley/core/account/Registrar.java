package parley.core.account;

import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.account.AccountPolicy.Registration;
import parley.core.conversation.InvitationKeeper;
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
        Admission admission = admitted(account.invitation());
        var checked = AccountDraft.checked(admission.id(), account);
        var draft = checked.withPasswordHash(hasher.hash(account.password()));
        return log.amend(scope -> write(scope, draft, admission.link()));
    }

    /// @param link the invitation to a group or channel that lets them in; null if something else
    ///   does
    private record Admission(UserId id, @Nullable String link) {}

    private Admission admitted(@Nullable String invitation) {
        return switch (policy.registration()) {
            case OPEN -> new Admission(draws.user(), null);
            case CLOSED -> {
                if (invitation == null || !policy.linksAdmit()) {
                    throw closed("Accounts are made by the operator here.");
                }
                yield new Admission(draws.user(), invitation);
            }
            case INVITE -> {
                if (invitation == null) {
                    throw closed("Registering needs an invitation here.");
                }
                yield invitations
                        .userOf(invitation)
                        .map(id -> new Admission(id, null))
                        .orElseGet(() -> byLink(invitation));
            }
        };
    }

    private Admission byLink(String invitation) {
        if (!policy.linksAdmit()) {
            throw spent();
        }
        return new Admission(draws.user(), invitation);
    }

    private User write(AmendmentScope scope, AccountDraft draft, @Nullable String link) {
        if (policy.registration() == Registration.INVITE
                && scope.rows().user(draft.id()).isPresent()) {
            throw spent();
        }
        var made = draft.write(scope);
        if (link != null) {
            join(scope, made.id(), link);
        }
        return made;
    }

    /// Who comes by an invitation to a group or channel belongs to it from the beginning: so each
    /// lets in as many as it is good for, and not more.
    static void join(AmendmentScope scope, UserId newcomer, String link) {
        try {
            InvitationKeeper.admit(scope, newcomer, link);
        } catch (Refusal e) {
            throw e.code() == RefusalCode.NOT_FOUND ? spent() : e;
        }
    }

    private static Refusal spent() {
        return closed("This invitation was used already, or is no longer good.");
    }

    private static Refusal closed(String message) {
        return Refusal.ofField(RefusalCode.CLOSED, "invitation", message);
    }
}
