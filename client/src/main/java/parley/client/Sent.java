package parley.client;

import java.time.Instant;

/// A message that the server has committed.
///
/// @param duplicate whether an earlier try had stored it already
public record Sent(
        String conversation, long seq, long rev, Instant at, String key, boolean duplicate) {}
