package parley.core.conversation;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How things go in a conversation, beside what it is called. Immutable.
///
/// @param join how people become members
/// @param permissions what owners set otherwise than the conversation's kind has it
/// @param expiresInS after how many seconds a message goes; 0: it stays
/// @param slowS seconds between two messages of one member; 0: none. Owners and admins are exempt
/// @param veiledTo messages up to this seq may be older than what someone here may see: a later
///   change of one of them is looked at member by member
/// @param deleted whether it is gone for good: `not_found` to everyone
public record Rules(
        Joining join,
        Map<Action, Role> permissions,
        int expiresInS,
        int slowS,
        long veiledTo,
        boolean deleted) {
    public static final Rules NONE = new Rules(Joining.INVITE, Map.of(), 0, 0, 0, false);

    /// What is left of a conversation that was deleted.
    public static final Rules GONE = new Rules(Joining.INVITE, Map.of(), 0, 0, 0, true);

    /// Seconds that a message may stay at most, where it doesn't stay for good.
    public static final int EXPIRES_MAX_S = 365 * 86_400;

    /// Seconds that a member may be made to wait at most between two messages.
    public static final int SLOW_MAX_S = 6 * 3_600;

    public Rules {
        permissions = Map.copyOf(permissions);
    }

    /// After which time a message goes here, if it does.
    public Optional<Duration> expiresIn() {
        return expiresInS == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(expiresInS));
    }

    /// With a veil over everything up to this seq.
    public Rules veiling(long seq) {
        return new Rules(join, permissions, expiresInS, slowS, Math.max(veiledTo, seq), deleted);
    }
}
