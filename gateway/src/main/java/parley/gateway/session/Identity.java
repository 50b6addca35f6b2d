package parley.gateway.session;

import java.time.Instant;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

/// Who is behind a connection, and until when that was shown.
///
/// @param account the conversation of their own affairs
/// @param expiresAt when the token does
public record Identity(UserId user, DeviceId device, ConversationId account, Instant expiresAt) {
    Identity until(Instant next) {
        return new Identity(user, device, account, next);
    }
}
