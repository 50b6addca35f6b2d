package parley.core.erasure;

import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// What of a deleted account isn't taken away yet.
///
/// @param messages what becomes of what they wrote
/// @param done the conversations up to this number are done
/// @param seq how far the next one is
public record Erasure(UserId user, Messages messages, long done, long seq) {
    /// What becomes of what the owner of a deleted account wrote. In the order of their numbers in
    /// the database.
    public enum Messages {
        /// It stays, under the name "Deleted user".
        KEEP,
        /// It is deleted for everyone.
        ERASE
    }

    /// Of an account that was deleted just now.
    public static Erasure of(UserId user, Messages messages) {
        return new Erasure(user, messages, 0, 0);
    }

    Erasure upTo(long next) {
        return new Erasure(user, messages, done, next);
    }

    Erasure after(ConversationId conversation) {
        return new Erasure(user, messages, conversation.number(), 0);
    }
}
