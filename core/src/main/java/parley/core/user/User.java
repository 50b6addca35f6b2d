package parley.core.user;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// A person, or a guest, as the server knows them.
///
/// @param username folded to lower case; for a guest made by the server
/// @param name what others see
/// @param account the conversation of their own affairs
public record User(
        UserId id,
        String username,
        String name,
        Status status,
        Profile profile,
        ConversationId account) {

    /// Whether and how someone may use the server.
    ///
    /// @param firstLogin whether nobody ever signed in as this user
    /// @param lastSeenAt when their last device went, null if none ever came
    /// @param expiresAt when an unused guest goes; null for others
    public record Status(
            Standing standing,
            boolean guest,
            boolean firstLogin,
            Instant createdAt,
            @Nullable Instant lastSeenAt,
            @Nullable Instant expiresAt) {
        public Status with(Standing next) {
            return new Status(next, guest, firstLogin, createdAt, lastSeenAt, expiresAt);
        }

        /// After the first login.
        public Status entered() {
            return new Status(standing, guest, false, createdAt, lastSeenAt, expiresAt);
        }

        public Status seen(Instant at) {
            return new Status(standing, guest, firstLogin, createdAt, at, expiresAt);
        }

        /// A guest who was here and stays until then.
        public Status expiring(Instant at) {
            return new Status(standing, guest, firstLogin, createdAt, lastSeenAt, at);
        }
    }

    public enum Standing {
        ACTIVE,
        DISABLED,
        DELETED
    }

    /// What someone says of themself and chose for everyone. Empty texts where nothing is said.
    public record Profile(
            String biography,
            @Nullable String phone,
            @Nullable String email,
            Sharing presence,
            boolean receipts,
            Strangers strangers) {
        public static final Profile INITIAL =
                new Profile("", null, null, Sharing.SHARED, true, Strangers.ALL);
    }

    /// Who is told that someone is online.
    public enum Sharing {
        SHARED,
        ALL,
        NOBODY
    }

    /// Who may write first.
    public enum Strangers {
        ALL,
        REQUEST,
        NONE
    }

    public boolean isActive() {
        return status.standing() == Standing.ACTIVE;
    }

    public User with(Status next) {
        return new User(id, username, name, next, profile, account);
    }

    public User with(Profile next) {
        return new User(id, username, name, status, next, account);
    }

    public User named(String nextUsername, String nextName) {
        return new User(id, nextUsername, nextName, status, profile, account);
    }
}
