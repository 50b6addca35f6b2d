package parley.core.conversation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Membership.Preferences.Request;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.PreferencesChanged;
import parley.core.log.MessageLog;

/// Keeps what a member chose for themself: muted, pinned, archived, and what they say to a stranger
/// who writes to them. Their other devices hear of it by the account conversation.
public final class PreferenceKeeper {
    private final MessageLog log;

    private final Requests requests;

    public PreferenceKeeper(MessageLog log, Requests requests) {
        this.log = log;
        this.requests = requests;
    }

    /// What to change; null where it stays.
    ///
    /// @param accepted whether a stranger's request is accepted; false rejects it
    public record Patch(
            @Nullable Boolean muted,
            @Nullable Boolean pinned,
            @Nullable Boolean archived,
            @Nullable Boolean accepted) {
        private Preferences applyTo(Preferences old) {
            var chosen = choose(old);
            if (accepted == null) {
                return chosen;
            }
            return switch (old.request()) {
                case WAITING, REJECTED ->
                        chosen.with(accepted ? Request.ACCEPTED : Request.REJECTED);
                case NONE, ACCEPTED -> {
                    if (accepted) {
                        yield chosen; // so it is already
                    }
                    throw Refusal.of(RefusalCode.CONFLICT, "There is no request to reject.");
                }
            };
        }

        private Preferences choose(Preferences old) {
            return new Preferences(
                    muted == null ? old.muted() : muted,
                    pinned == null ? old.pinned() : pinned,
                    archived == null ? old.archived() : archived,
                    old.hidden(),
                    old.hides(),
                    old.request());
        }
    }

    /// @return what they chose, all of it
    /// @throws Refusal `not_found` for who doesn't belong, `conflict` if there is no request to
    ///   reject
    public Preferences change(UserId user, ConversationId account, ConversationId of, Patch patch) {
        Changed changed = log.amend(scope -> change(scope, user, account, of, patch));
        changed.pair().ifPresent(requests::forget);
        return changed.next();
    }

    private record Changed(Preferences next, Optional<Pair> pair) {}

    private static Changed change(
            AmendmentScope scope,
            UserId user,
            ConversationId account,
            ConversationId of,
            Patch patch) {

        var membership =
                scope.rows()
                        .membership(of, user)
                        .filter(Membership::isIn)
                        .orElseThrow(Refusal::notFound);
        var next = patch.applyTo(membership.preferences());
        if (!next.equals(membership.preferences())) {
            scope.rows().put(membership.with(next, scope.position()));
            scope.append(account, user, new PreferencesChanged(of, next));
        }
        return new Changed(next, scope.head(of).flatMap(Head::pair));
    }
}
