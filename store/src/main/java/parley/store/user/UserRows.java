package parley.store.user;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import parley.core.id.UserId;
import parley.core.user.User;
import parley.core.user.User.Profile;
import parley.core.user.User.Sharing;
import parley.core.user.User.Standing;
import parley.core.user.User.Status;
import parley.core.user.User.Strangers;
import parley.store.sql.Dialect.Lookup;
import parley.store.sql.Parameters;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Users, the words that they are found by, the names they gave up, and their passwords' hashes, in
/// one session.
public final class UserRows {
    /// Of a row `u`; see [#read].
    static final String COLUMNS =
            """
            u.id, u.username, u.name, u.standing, u.guest, u.firstLogin, u.createdAt, u.lastSeenAt,
            u.expiresAt, u.biography, u.phone, u.email, u.presence, u.receipts, u.strangers,
            u.account\
            """;

    private static final String SELECT = "SELECT " + COLUMNS + " FROM \"user\" u WHERE ";
    private static final Lookup BY_ID = new Lookup(COLUMNS, "\"user\" u", List.of("u.id"), "");
    private static final Standing[] STANDINGS = Standing.values();
    private static final Sharing[] SHARINGS = Sharing.values();
    private static final Strangers[] STRANGERS = Strangers.values();

    private final Session session;

    public UserRows(Session session) {
        this.session = session;
    }

    public Optional<User> find(UserId id) {
        return session.first(SELECT + "u.id = ?", p -> p.add(id), UserRows::read);
    }

    Map<UserId, User> find(Collection<UserId> ids) {
        var keys = ids.stream().distinct().map(id -> new long[] {Parameters.stored(id)}).toList();
        var found = new HashMap<UserId, User>();
        if (!keys.isEmpty()) {
            session.dialect()
                    .find(
                            session,
                            BY_ID,
                            keys,
                            row -> {
                                var user = read(row);
                                found.put(user.id(), user);
                            });
        }
        return found;
    }

    public Optional<User> findByUsername(String username) {
        return session.first(SELECT + "u.username = ?", p -> p.add(username), UserRows::read);
    }

    Optional<User> findByLogin(String login) {
        var byName = findByUsername(login.toLowerCase(Locale.ROOT));
        return byName.isPresent()
                ? byName
                : session.first(
                        SELECT + "u.email = ? OR u.phone = ?",
                        p -> p.add(login).add(login),
                        UserRows::read);
    }

    public boolean contactPointTaken(String phoneOrEmail, UserId user) {
        return session.first(
                        "SELECT 1 FROM \"user\" WHERE (phone = ? OR email = ?) AND id <> ?",
                        p -> p.add(phoneOrEmail).add(phoneOrEmail).add(user),
                        row -> true)
                .isPresent();
    }

    /// Active users who have a word that begins so.
    List<User> search(String prefix, int max) {
        var from = prefix.toLowerCase(Locale.ROOT);
        return session.list(
                """
                SELECT %s FROM "user" u WHERE u.standing = 0 AND u.id IN
                    (SELECT w."user" FROM user_word w WHERE w.word >= ? AND w.word < ?)
                ORDER BY u.username LIMIT ?
                """
                        .formatted(COLUMNS),
                p -> p.add(from).add(from + Character.toString(Character.MAX_CODE_POINT)).add(max),
                UserRows::read);
    }

    long count() {
        return session.first(
                        "SELECT COUNT(*) FROM \"user\" WHERE standing = 0",
                        p -> {},
                        row -> row.number())
                .orElse(0L);
    }

    public void put(User user) {
        session.update(
                """
                INSERT INTO "user" (id, username, name, standing, guest, firstLogin, createdAt,
                    lastSeenAt, expiresAt, biography, phone, email, presence, receipts, strangers,
                    account)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET username = excluded.username,
                    name = excluded.name, standing = excluded.standing, guest = excluded.guest,
                    firstLogin = excluded.firstLogin, createdAt = excluded.createdAt,
                    lastSeenAt = excluded.lastSeenAt, expiresAt = excluded.expiresAt,
                    biography = excluded.biography, phone = excluded.phone,
                    email = excluded.email, presence = excluded.presence,
                    receipts = excluded.receipts, strangers = excluded.strangers,
                    account = excluded.account
                """,
                p -> {
                    p.add(user.id()).add(user.username()).add(user.name());
                    var status = user.status();
                    p.add(status.standing()).add(status.guest()).add(status.firstLogin());
                    p.add(status.createdAt()).addOrNull(status.lastSeenAt());
                    p.addOrNull(status.expiresAt());
                    var profile = user.profile();
                    p.add(profile.biography()).add(profile.phone()).add(profile.email());
                    p.add(profile.presence()).add(profile.receipts()).add(profile.strangers());
                    p.add(user.account());
                });
        putWords(user);
    }

    private void putWords(User user) {
        var before =
                Set.copyOf(
                        session.list(
                                "SELECT word FROM user_word WHERE \"user\" = ?",
                                p -> p.add(user.id()),
                                row -> row.text()));
        var words = words(user);
        if (words.equals(before)) {
            return;
        }
        session.update("DELETE FROM user_word WHERE \"user\" = ?", p -> p.add(user.id()));
        session.batch(
                "INSERT INTO user_word (word, \"user\") VALUES (?, ?)",
                words,
                (p, word) -> p.add(word).add(user.id()));
    }

    private static Set<String> words(User user) {
        var name = user.name().toLowerCase(Locale.ROOT);
        var words = new LinkedHashSet<String>();
        words.add(user.username());
        words.add(name);
        words.addAll(List.of(name.split("\\s+")));
        words.remove("");
        return words;
    }

    public boolean usernameReserved(String username, UserId user, Instant now) {
        return session.first(
                        """
                        SELECT 1 FROM reservation
                        WHERE username = ? AND "user" <> ? AND until > ?
                        """,
                        p -> p.add(username).add(user).add(now),
                        row -> true)
                .isPresent();
    }

    public void reserveUsername(String username, UserId user, Instant until) {
        session.update(
                """
                INSERT INTO reservation (username, "user", until) VALUES (?, ?, ?)
                ON CONFLICT (username) DO UPDATE SET "user" = excluded."user",
                    until = excluded.until
                """,
                p -> p.add(username).add(user).add(until));
    }

    public Optional<String> passwordHash(UserId user) {
        return session.first(
                "SELECT hash FROM password WHERE \"user\" = ?",
                p -> p.add(user),
                row -> row.text());
    }

    public void putPasswordHash(UserId user, String hash) {
        session.update(
                """
                INSERT INTO password ("user", hash) VALUES (?, ?)
                ON CONFLICT ("user") DO UPDATE SET hash = excluded.hash
                """,
                p -> p.add(user).add(hash));
    }

    private static User read(Row row) {
        var id = row.user();
        var username = row.text();
        var name = row.text();
        var status =
                new Status(
                        row.oneOf(STANDINGS),
                        row.flag(),
                        row.flag(),
                        row.time(),
                        row.timeOrNull(),
                        row.timeOrNull());
        var profile =
                new Profile(
                        row.text(),
                        row.textOrNull(),
                        row.textOrNull(),
                        row.oneOf(SHARINGS),
                        row.flag(),
                        row.oneOf(STRANGERS));
        return new User(id, username, name, status, profile, row.conversation());
    }
}
