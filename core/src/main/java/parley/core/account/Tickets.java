package parley.core.account;

import java.util.Optional;
import parley.core.account.AccessTokens.Claims;

/// Tickets that stand in for an access token where only a URL can carry one: good once, for 30 s.
/// Thread-safe.
public interface Tickets {
    /// A new ticket for who was authenticated.
    String issue(Claims claims);

    /// Takes a ticket, if it was issued, not taken before, and is young enough. The caller still
    /// asks [Authenticator#confirm].
    Optional<Claims> take(String ticket);
}
