package parley.core.account;

/// What someone gives to sign in.
///
/// @param login a username, an email or a phone
/// @param deviceName what they will know this device by; may be empty
public record Credentials(String login, String password, String deviceName) {
    /// Leaves out the password, so that it reaches no log.
    @Override
    public String toString() {
        return "Credentials[" + login + "]";
    }
}
