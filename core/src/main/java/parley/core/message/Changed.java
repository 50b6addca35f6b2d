package parley.core.message;

import java.time.Instant;
import parley.core.id.ConversationId;
import parley.core.log.Change;

/// What became of a change of a message.
///
/// @param rev the change's; the conversation's last one if there was nothing to change
/// @param duplicate whether nothing was changed, since it was so already
public record Changed(ConversationId conversation, long rev, Instant at, boolean duplicate) {
    static Changed by(Change change) {
        return new Changed(change.conversation(), change.rev(), change.at(), false);
    }

    static Changed nothing(parley.core.conversation.Head head) {
        return new Changed(head.id(), head.lastRev(), head.progress().lastAt(), true);
    }
}
