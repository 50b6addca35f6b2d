package parley.core.message;

import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Origin;

/// A message that waits to be committed. It was allowed when it was made; the writer checks again
/// what can have changed.
///
/// @param conditions what must hold for it to be stored
/// @param origin the connection that waits for the `ok` in order, if there is one
public record MessageDraft(
        Target target,
        UserId from,
        DeviceId device,
        MessageContent content,
        Conditions conditions,
        @Nullable Origin origin) {

    /// Where it goes.
    public sealed interface Target {
        /// To two people, whose conversation is made if there is none.
        record Between(Pair pair) implements Target {}

        /// Into a conversation that exists.
        ///
        /// @param memberRev the head's memberRev on which the permission was decided
        /// @param slowS seconds that must have passed since the sender's last message there
        record Into(ConversationId conversation, long memberRev, int slowS) implements Target {
            public Into(ConversationId conversation, long memberRev) {
                this(conversation, memberRev, 0);
            }
        }
    }

    /// What must hold for a draft to be stored.
    ///
    /// @param key makes a repeated send harmless; null if the sender gave none
    /// @param after the key of the sender's message before it
    /// @param ifRev the conversation's last rev, or -1 for any
    public record Conditions(@Nullable String key, @Nullable String after, long ifRev) {
        public static final Conditions NONE = new Conditions(null, null, -1);

        /// Characters that a key may have.
        public static final int KEY_MAX = 64;

        public static Conditions ofKey(String key) {
            return new Conditions(key, null, -1);
        }
    }

    /// Roughly the bytes that it takes while it waits, with whoever waits for it.
    public int weight() {
        return 800 + content.weight();
    }
}
