package parley.core.account;

/// Who may make an account here (settings `registration`, `guests` and `links.admit`).
///
/// @param linksAdmit whether an invitation to a group or channel lets in those who have no account,
///   where nothing else would
public record AccountPolicy(Registration registration, boolean guests, boolean linksAdmit) {
    public AccountPolicy(Registration registration, boolean guests) {
        this(registration, guests, false);
    }

    public enum Registration {
        /// Whoever asks.
        OPEN,
        /// Whoever holds an invitation ([Invitations]).
        INVITE,
        /// Nobody; the operator makes accounts.
        CLOSED
    }
}
