package parley.core.contact;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import parley.core.id.UserId;

/// Reads how people stand to each other. Thread-safe; blocks.
public interface ContactStore {
    /// How `user` stands to `peer`, if they have anything to do with each other.
    Optional<Contact> find(UserId user, UserId peer);

    /// Everyone this user asked, was asked by, or has as a contact, oldest first; at most `max`.
    List<Contact> contactsOf(UserId user, int max);

    /// Everyone this user blocks.
    List<Contact> blocksOf(UserId user, int max);

    /// Those who block `user` and those whom `user` blocks.
    Set<UserId> blocksAround(UserId user);
}
