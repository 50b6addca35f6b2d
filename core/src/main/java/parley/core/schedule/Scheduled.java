package parley.core.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ScheduledChanged;
import parley.core.log.ChangeBody.ScheduledChanged.State;
import parley.core.message.MessageContent;

/// A message that waits for its time. Only its author is told of it.
///
/// @param device the author's device that scheduled it, or changed it last
/// @param state never `SENT` or `CANCELLED`: those have no row any more
/// @param code why it couldn't be sent; null unless it has failed
public record Scheduled(
        Of of,
        DeviceId device,
        Instant sendAt,
        MessageContent content,
        State state,
        @Nullable RefusalCode code) {

    /// Which one: the key is the one that the message will have in its conversation.
    public record Of(UserId user, ConversationId conversation, String key) {}

    /// The same, in another state.
    public Scheduled with(State next, @Nullable RefusalCode why) {
        return new Scheduled(of, device, sendAt, content, next, why);
    }

    /// What its author is told of it.
    ScheduledChanged told() {
        return new ScheduledChanged(
                of.conversation(), of.key(), state, code, state == State.WAITING ? sendAt : null);
    }
}
