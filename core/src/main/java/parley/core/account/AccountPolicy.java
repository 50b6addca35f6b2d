package parley.core.account;

/// Who may make an account here (settings `registration` and `guests`).
public record AccountPolicy(Registration registration, boolean guests) {
    public enum Registration {
        /// Whoever asks.
        OPEN,
        /// Whoever holds an invitation ([Invitations]).
        INVITE,
        /// Nobody; the operator makes accounts.
        CLOSED
    }
}
