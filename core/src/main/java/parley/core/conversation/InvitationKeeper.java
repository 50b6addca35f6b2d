package parley.core.conversation;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.MessageLog;

/// Makes, shows and takes back the codes by which people become members, and lets those in who hold
/// one. Whoever may invite may do all that. Thread-safe.
public final class InvitationKeeper {
    /// Invitations of one conversation that are good at a time.
    public static final int INVITATIONS_MAX = 100;

    /// People whom one invitation may let in at most, where their number is bounded.
    private static final int USES_MAX = 1_000_000;

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final int CODE_BYTES = 16;

    private final MessageLog log;
    private final GroupStore store;
    private final ConversationReader reader;
    private final HeadCache heads;
    private final Chance chance;

    /// What can't be foreseen: codes, and the time.
    public record Chance(SecureRandom random, InstantSource clock) {}

    public InvitationKeeper(
            MessageLog log,
            GroupStore store,
            ConversationReader reader,
            HeadCache heads,
            Chance chance) {
        this.log = log;
        this.store = store;
        this.reader = reader;
        this.heads = heads;
        this.chance = chance;
    }

    /// How long an invitation is good, and for how many.
    ///
    /// @param expiresIn null: until it is taken back
    /// @param uses 0: for any number
    public record Terms(@Nullable Duration expiresIn, int uses) {}

    /// @throws Refusal `not_found`, `forbidden`, `bad_request`; `conflict` where there are too many
    public Invitation make(UserId by, ConversationId group, Terms terms) {
        var expiresIn = terms.expiresIn();
        if (expiresIn != null && (expiresIn.toSeconds() < 1 || expiresIn.compareTo(LONGEST) > 0)) {
            throw Refusal.badRequest("expiresInS", "An invitation is good for up to 365 days.");
        }
        if (terms.uses() < 0 || terms.uses() > USES_MAX) {
            throw Refusal.badRequest("uses", "An invitation lets in up to 1000000 people.");
        }
        var code = code();
        return log.amend(scope -> {
            Belonging.require(scope, group, by, Action.INVITE);
            scope.groups().removeSpentInvitations(group, scope.now());
            if (scope.groups().invitations(group) >= INVITATIONS_MAX) {
                throw Refusal.of(
                        RefusalCode.CONFLICT, "There are 100 invitations; take one back first.");
            }
            var until = expiresIn == null ? null : scope.now().plus(expiresIn);
            var made = new Invitation(code, group, by, scope.now(), until, terms.uses(), 0);
            scope.groups().put(made);
            return made;
        });
    }

    private String code() {
        var bytes = new byte[CODE_BYTES];
        chance.random().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Those that are good, the latest first.
    ///
    /// @throws Refusal `not_found` or `forbidden`
    public List<Invitation> invitations(UserId reader, ConversationId group) {
        this.reader.requireMay(group, reader, Action.INVITE);
        var now = chance.clock().instant();
        // spent ones stay until the next is made, so there may be as many again
        return store.invitations(group, 2 * INVITATIONS_MAX).stream()
                .filter(invitation -> invitation.isGoodAt(now))
                .toList();
    }

    /// Takes one back: from now on it is good for nobody.
    ///
    /// @throws Refusal `not_found` or `forbidden`
    public void revoke(UserId by, ConversationId group, String code) {
        log.<Boolean>amend(scope -> {
            Belonging.require(scope, group, by, Action.INVITE);
            var named =
                    scope.groups()
                            .invitation(code)
                            .filter(invitation -> invitation.conversation().equals(group))
                            .orElseThrow(Refusal::notFound);
            scope.groups().removeInvitation(named.code());
            return true;
        });
    }

    /// What someone who holds a code is shown before they accept.
    ///
    /// @throws Refusal `not_found` for a code that isn't good
    public Head preview(String code) {
        var now = chance.clock().instant();
        return store.invitation(code)
                .filter(invitation -> invitation.isGoodAt(now))
                .flatMap(invitation -> heads.find(invitation.conversation()))
                .filter(head -> !head.isDeleted())
                .orElseThrow(Refusal::notFound);
    }

    /// Becomes a member. Who is one already stays one, and uses nothing up.
    ///
    /// @throws Refusal `not_found` for a code that isn't good, and to whoever is banned
    public ConversationId accept(UserId user, String code) {
        return log.amend(scope -> admit(scope, user, code));
    }

    /// The same as part of another change, for one who is just registering.
    public static ConversationId admit(AmendmentScope scope, UserId user, String code) {
        var invitation =
                scope.groups()
                        .invitation(code)
                        .filter(one -> one.isGoodAt(scope.now()))
                        .orElseThrow(Refusal::notFound);
        var group = invitation.conversation();
        var head = scope.head(group).filter(one -> !one.isDeleted()).orElseThrow(Refusal::notFound);
        if (Belonging.belongs(scope, group, user)) {
            return group;
        }
        if (Belonging.isBanned(scope, group, user)) {
            throw Refusal.notFound();
        }
        scope.groups().put(invitation.usedOnceMore());
        Belonging.join(scope, group, user, user, Belonging.roleOfNewcomer(head));
        return group;
    }
}
