package parley.bench.server;

/// An account that the load tool plays.
///
/// @param id `us_…`
/// @param token the access token
/// @param refresh gets another one
/// @param expiresAt when the access token ends, in seconds since 1970
public record Person(String id, String token, String refresh, long expiresAt) {
    /// As a line of a file of people.
    String line() {
        return String.join("\t", id, token, refresh, Long.toString(expiresAt));
    }

    /// Reads [#line], or a line that is an access token alone.
    static Person of(String line) {
        var words = line.trim().split("\t");
        return words.length == 4
                ? new Person(words[0], words[1], words[2], Long.parseLong(words[3]))
                : Tokens.person(words[0]);
    }
}
