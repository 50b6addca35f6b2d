package parley.store.contact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.core.contact.Contact;
import parley.core.contact.ContactStore;
import parley.core.id.UserId;
import parley.store.sql.Engine;

/// Reads how people stand to each other.
public final class SqlContactStore implements ContactStore {
    private final Engine engine;

    public SqlContactStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Contact> find(UserId user, UserId peer) {
        return engine.read(session -> new ContactRows(session).find(user, peer));
    }

    @Override
    public List<Contact> contactsOf(UserId user, int max) {
        return engine.read(session -> new ContactRows(session).contactsOf(user, max));
    }

    @Override
    public List<Contact> blocksOf(UserId user, int max) {
        return engine.read(session -> new ContactRows(session).blocksOf(user, max));
    }

    @Override
    public Set<UserId> blocksAround(UserId user) {
        return engine.read(session -> new ContactRows(session).blocksAround(user));
    }
}
