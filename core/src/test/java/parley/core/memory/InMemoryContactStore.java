package parley.core.memory;

import static java.util.Comparator.comparing;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import parley.core.contact.Contact;
import parley.core.contact.ContactStore;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.memory.Tables.Acquaintance;

/// Reads contacts in memory.
final class InMemoryContactStore implements ContactStore {
    private final Tables tables;

    InMemoryContactStore(Tables tables) {
        this.tables = tables;
    }

    private List<Contact> contacts(Predicate<Contact> condition, int max) {
        return tables.locked(() ->
                tables.contacts
                        .all()
                        .filter(condition)
                        .sorted(comparing(Contact::since))
                        .limit(max)
                        .toList());
    }

    @Override
    public Optional<Contact> find(UserId user, UserId peer) {
        return tables.locked(() -> tables.contacts.find(new Acquaintance(user, peer)));
    }

    @Override
    public List<Contact> contactsOf(UserId user, int max) {
        return contacts(
                each -> each.user().equals(user) && each.state() != ContactState.REMOVED, max);
    }

    @Override
    public List<Contact> blocksOf(UserId user, int max) {
        return contacts(each -> each.user().equals(user) && each.blocked(), max);
    }

    @Override
    public Set<UserId> blocksAround(UserId user) {
        var around = new HashSet<UserId>();
        for (var block : contacts(Contact::blocked, Integer.MAX_VALUE)) {
            if (block.user().equals(user)) {
                around.add(block.peer());
            } else if (block.peer().equals(user)) {
                around.add(block.user());
            }
        }
        return around;
    }
}
