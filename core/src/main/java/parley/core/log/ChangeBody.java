package parley.core.log;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// What a change says (PROTOCOL.md sections 6 and 7). Those of an account conversation each set a
/// state, so that hearing them twice is harmless.
public sealed interface ChangeBody {
    /// A member came, went or got another role.
    record MemberChanged(UserId user, How how, Role role) implements ChangeBody {
        public enum How {
            JOINED,
            LEFT,
            REMOVED,
            ROLE
        }

        /// Whether the user belongs afterwards.
        public boolean endsMembership() {
            return how == How.LEFT || how == How.REMOVED;
        }
    }

    /// The conversation's settings changed; null where they stayed.
    record ConversationChanged(
            @Nullable String title,
            @Nullable String description,
            @Nullable Boolean historyJoined,
            boolean deleted)
            implements ChangeBody {}

    /// Account: how this user stands to another.
    record ContactChanged(UserId user, ContactState state) implements ChangeBody {
        public enum ContactState {
            /// This user asked.
            REQUESTED,
            /// The other asked.
            ASKED,
            ACCEPTED,
            REMOVED
        }
    }

    /// Account: this user blocks another, or no longer.
    record BlockChanged(UserId user, boolean on) implements ChangeBody {}

    /// Account: what this user chose for one conversation.
    record PreferencesChanged(ConversationId of, Preferences preferences) implements ChangeBody {}

    /// Account: this user's profile is now this.
    record ProfileChanged(String username, String name) implements ChangeBody {}

    /// Account: a device was signed in, or out.
    record DeviceChanged(DeviceId device, boolean on) implements ChangeBody {}

    /// The member change in this body, if it is one.
    default Optional<MemberChanged> member() {
        return this instanceof MemberChanged change ? Optional.of(change) : Optional.empty();
    }
}
