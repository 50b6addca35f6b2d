package parley.gateway.presence;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import parley.core.contact.BlockCache;
import parley.core.contact.ContactStore;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.Pair;
import parley.core.conversation.Requests;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.user.User;

/// Who may know that someone is here. Thread-safe; reads the database.
public final class Audience {
    /// Direct peers and contacts that are looked at, the latest first.
    private static final int RELATED_MAX = 1_000;

    /// Members of a conversation in which people are told of each other.
    private static final int SHARED_MAX = 1_000;

    private final ContactStore contacts;
    private final ConversationStore conversations;
    private final BlockCache blocks;
    private final Requests requests;

    public Audience(
            ContactStore contacts,
            ConversationStore conversations,
            BlockCache blocks,
            Requests requests) {
        this.contacts = contacts;
        this.conversations = conversations;
        this.blocks = blocks;
        this.requests = requests;
    }

    /// The contacts and direct peers of a user.
    Set<UserId> related(UserId user) {
        var related = new LinkedHashSet<UserId>();
        contacts.contactsOf(user, RELATED_MAX).stream()
                .filter(contact -> contact.state() == ContactState.ACCEPTED)
                .forEach(contact -> related.add(contact.peer()));
        related.addAll(conversations.directPeers(user, RELATED_MAX));
        related.remove(user);
        return related;
    }

    boolean blocked(UserId one, UserId other) {
        return blocks.blocked(one, other);
    }

    /// @param related whether the two are known to be [#related]
    boolean maySee(User user, UserId viewer, boolean related) {
        if (requests.conceals(user.id(), viewer)) {
            return false;
        }
        return switch (user.profile().presence()) {
            case ALL -> true;
            case NOBODY -> false;
            case SHARED -> related || isRelated(user.id(), viewer);
        };
    }

    private boolean isRelated(UserId user, UserId viewer) {
        return conversations.direct(Pair.of(user, viewer)).isPresent()
                || isContact(user, viewer)
                || shareGroup(user, viewer);
    }

    private boolean isContact(UserId user, UserId viewer) {
        return contacts.contactsOf(user, RELATED_MAX).stream()
                .anyMatch(contact ->
                        contact.peer().equals(viewer) && contact.state() == ContactState.ACCEPTED);
    }

    private boolean shareGroup(UserId user, UserId viewer) {
        var groups = new HashSet<>(conversations.groupsOf(user));
        groups.retainAll(conversations.groupsOf(viewer));
        // that one reads a channel is not for its other readers to know
        groups.removeAll(conversations.channelsOf(viewer));
        return groups.stream()
                .anyMatch(id ->
                        conversations
                                .head(id)
                                .filter(head -> head.members() <= SHARED_MAX)
                                .isPresent());
    }
}
