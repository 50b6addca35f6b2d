package parley.store.contact;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.core.contact.Contact;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Contacts and blocks in one session.
public final class ContactRows {
    private static final ContactState[] STATES = ContactState.values();
    private static final String SELECT =
            "SELECT \"user\", peer, state, blocked, since FROM contact WHERE \"user\" = ?";

    private final Session session;

    public ContactRows(Session session) {
        this.session = session;
    }

    public Optional<Contact> find(UserId user, UserId peer) {
        return session.first(
                SELECT + " AND peer = ?", p -> p.add(user).add(peer), ContactRows::read);
    }

    List<Contact> contactsOf(UserId user, int max) {
        return session.list(
                SELECT + " AND state <> ? ORDER BY since, peer LIMIT ?",
                p -> p.add(user).add(ContactState.REMOVED).add(max),
                ContactRows::read);
    }

    List<Contact> blocksOf(UserId user, int max) {
        return session.list(
                SELECT + " AND blocked = 1 ORDER BY since, peer LIMIT ?",
                p -> p.add(user).add(max),
                ContactRows::read);
    }

    Set<UserId> blocksAround(UserId user) {
        var around = new HashSet<UserId>();
        session.forEach(
                """
                SELECT peer FROM contact WHERE "user" = ? AND blocked = 1
                UNION SELECT "user" FROM contact WHERE peer = ? AND blocked = 1
                """,
                p -> p.add(user).add(user),
                row -> around.add(row.user()));
        return around;
    }

    public void put(Contact contact) {
        session.update(
                """
                INSERT INTO contact ("user", peer, state, blocked, since) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT ("user", peer) DO UPDATE SET state = excluded.state,
                    blocked = excluded.blocked, since = excluded.since
                """,
                p ->
                        p.add(contact.user())
                                .add(contact.peer())
                                .add(contact.state())
                                .add(contact.blocked())
                                .add(contact.since()));
    }

    private static Contact read(Row row) {
        return new Contact(row.user(), row.user(), row.oneOf(STATES), row.flag(), row.time());
    }
}
