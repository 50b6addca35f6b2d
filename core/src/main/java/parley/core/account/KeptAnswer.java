package parley.core.account;

import java.time.Instant;
import parley.core.id.UserId;

/// What a request that creates something was answered, so that its repetition gets the same
/// (PROTOCOL.md section 8, `Idempotency-Key`). Kept for 24 hours.
///
/// @param request a hash of the route and the body under this key
/// @param status the HTTP status
/// @param body the answer in UTF-8
public record KeptAnswer(
        UserId user, String key, byte[] request, int status, byte[] body, Instant at) {}
