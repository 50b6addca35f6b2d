package parley.core.user;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import parley.core.Validation;

/// The rules for what someone says of themself: how each field is folded into the form in which it
/// is kept, and what is refused. Each method returns the folded text, which is of use only if the
/// validation found nothing.
public final class PersonFields {
    /// Code points that a name may have.
    public static final int NAME_MAX = 64;

    /// Code points that a biography may have.
    public static final int BIOGRAPHY_MAX = 500;

    private static final int EMAIL_MAX = 254; // RFC 5321: what fits into a path
    private static final Pattern USERNAME = Pattern.compile("[a-z0-9_.]{3,32}");
    private static final Pattern RESERVED = Pattern.compile("(guest|deleted)_.*");
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]{1,64}@[^\\s@\\p{Cntrl}.]+(\\.[^\\s@\\p{Cntrl}.]+)*");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{3,15}");
    private static final Pattern PHONE_FILLING = Pattern.compile("[ ()/-]");

    private PersonFields() {}

    /// Folds ASCII letters alone, so that no two names that differ on the wire become one.
    public static String username(Validation validation, String given) {
        String folded = foldAscii(given);
        if (folded.isEmpty()) {
            validation.violated("username", "required", "A username is needed.");
        } else if (!USERNAME.matcher(folded).matches()) {
            validation.violated(
                    "username",
                    "format",
                    "A username has 3 to 32 characters of a-z, 0-9, \"_\" and \".\".");
        } else if (RESERVED.matcher(folded).matches()) {
            validation.violated(
                    "username", "reserved", "Names that begin like this are made by the server.");
        }
        return folded;
    }

    public static String name(Validation validation, String given) {
        String stripped = given.strip();
        if (stripped.isEmpty()) {
            validation.violated("name", "required", "A name has at least one character.");
        } else if (stripped.codePointCount(0, stripped.length()) > NAME_MAX) {
            validation.violated("name", "length", "A name has 64 characters at most.");
        } else if (stripped.codePoints().anyMatch(PersonFields::breaksLine)) {
            validation.violated("name", "format", "A name is one line of text.");
        }
        return stripped;
    }

    public static String biography(Validation validation, String given) {
        if (given.codePointCount(0, given.length()) > BIOGRAPHY_MAX) {
            validation.violated("biography", "length", "A biography has 500 characters at most.");
        } else if (given.indexOf('\0') >= 0) {
            validation.violated("biography", "format", "A biography holds no U+0000.");
        }
        return given;
    }

    /// Null where none is given.
    public static @Nullable String email(Validation validation, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String folded = given.strip().toLowerCase(Locale.ROOT);
        if (folded.length() > EMAIL_MAX || !EMAIL.matcher(folded).matches()) {
            validation.violated("email", "format", "This is no e-mail address.");
        }
        return folded;
    }

    /// Digits, with a + in front if one was given; null where none is given.
    public static @Nullable String phone(Validation validation, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String folded = foldPhone(given);
        if (!PHONE.matcher(folded).matches()) {
            validation.violated("phone", "format", "A phone number has 3 to 15 digits.");
        }
        return folded;
    }

    /// The form in which a username, an email or a phone that someone signs in with is kept.
    public static String login(String given) {
        if (given.indexOf('@') >= 0) {
            return given.strip().toLowerCase(Locale.ROOT);
        }
        String folded = foldAscii(given.strip());
        // what no username can be is meant as a phone
        return USERNAME.matcher(folded).matches() ? folded : foldPhone(folded);
    }

    private static String foldPhone(String given) {
        return PHONE_FILLING.matcher(given.strip()).replaceAll("");
    }

    private static String foldAscii(String given) {
        var folded = new StringBuilder(given);
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                folded.setCharAt(i, (char) (c + ('a' - 'A')));
            }
        }
        return folded.toString();
    }

    private static boolean breaksLine(int codePoint) {
        return Character.isISOControl(codePoint) || codePoint == 0x2028 || codePoint == 0x2029;
    }
}
