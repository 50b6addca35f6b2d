package parley.core.contact;

import java.time.Instant;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ContactChanged.ContactState;

/// How one user stands to another; each of the two has a row of their own.
///
/// @param state REMOVED where they are no contacts (a row may exist for the block alone)
/// @param blocked whether `user` blocks `peer`
public record Contact(
        UserId user, UserId peer, ContactState state, boolean blocked, Instant since) {
    public static Contact none(UserId user, UserId peer, Instant at) {
        return new Contact(user, peer, ContactState.REMOVED, false, at);
    }

    public Contact with(ContactState next, Instant at) {
        return new Contact(user, peer, next, blocked, at);
    }

    public Contact blocked(boolean on) {
        return new Contact(user, peer, state, on, since);
    }
}
