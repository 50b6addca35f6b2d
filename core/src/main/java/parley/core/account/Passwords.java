package parley.core.account;

import parley.core.Validation;

/// What a password must be: long enough to matter, short enough to hash.
final class Passwords {
    static final int MIN = 8;
    static final int MAX = 256;

    private Passwords() {}

    static void check(Validation validation, String field, String password) {
        int length = password.codePointCount(0, password.length());
        if (length == 0) {
            validation.violated(field, "required", "A password is needed.");
        } else if (length < MIN || length > MAX) {
            validation.violated(field, "length", "A password has 8 to 256 characters.");
        }
    }

    /// Whether it can be anyone's; what can't is never hashed.
    static boolean isPossible(String password) {
        int length = password.codePointCount(0, password.length());
        return length >= MIN && length <= MAX;
    }
}
