package parley.core.conversation;

import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.conversation.Membership.Preferences;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.PreferencesChanged;
import parley.core.log.MessageLog;

/// Keeps what a member chose for themself: muted, pinned, archived. Their other devices hear of it
/// by the account conversation.
public final class PreferenceKeeper {
    private final MessageLog log;

    public PreferenceKeeper(MessageLog log) {
        this.log = log;
    }

    /// What to change; null where it stays.
    public record Patch(
            @Nullable Boolean muted, @Nullable Boolean pinned, @Nullable Boolean archived) {
        private Preferences applyTo(Preferences old) {
            return new Preferences(
                    muted == null ? old.muted() : muted,
                    pinned == null ? old.pinned() : pinned,
                    archived == null ? old.archived() : archived,
                    old.hidden(),
                    old.hides());
        }
    }

    public Preferences change(UserId user, ConversationId account, ConversationId of, Patch patch) {
        return log.amend(scope -> {
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
            return next;
        });
    }
}
