package parley.core.user;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import parley.core.Refusal;
import parley.core.contact.Contact;
import parley.core.contact.ContactStore;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ContactChanged.ContactState;

/// Finds people: by the beginning of a name, by id, by `@username`. Two people of whom one blocks
/// the other don't find each other by search; whoever knows the id or the whole name still sees the
/// name, as the messages of a common group show it anyway.
public final class PeopleFinder {
    /// Ids that one lookup may ask for.
    public static final int LOOKUP_MAX = 500;

    /// People that one search may return.
    public static final int SEARCH_MAX = 100;

    private static final int QUERY_MIN = 2;
    private static final int CONTACTS_SEARCHED = 10_000;

    private final UserStore users;
    private final UserCache cache;
    private final ContactStore contacts;
    private final Directory directory;
    private final PublicIds ids;

    public PeopleFinder(
            UserStore users,
            UserCache cache,
            ContactStore contacts,
            Directory directory,
            PublicIds ids) {
        this.users = users;
        this.cache = cache;
        this.contacts = contacts;
        this.directory = directory;
        this.ids = ids;
    }

    /// Active people whose username, name or a word of it begins with the query, by username; never
    /// the asker. Empty if nobody does, or the setting `directory` says so.
    ///
    /// @throws Refusal `bad_request` if the query has less than two characters
    public List<User> search(UserId asker, String query, int limit) {
        String prefix = query.strip();
        if (prefix.codePointCount(0, prefix.length()) < QUERY_MIN) {
            throw Refusal.badRequest("query", "Type two characters at least.");
        }
        int max = Math.clamp(limit, 1, SEARCH_MAX);
        Set<UserId> blocks = contacts.blocksAround(asker);
        return candidates(asker, prefix, max + 1 + Math.min(blocks.size(), SEARCH_MAX))
                .filter(user -> !user.id().equals(asker) && !blocks.contains(user.id()))
                .limit(max)
                .toList();
    }

    private Stream<User> candidates(UserId asker, String prefix, int max) {
        return switch (directory) {
            case ON -> users.search(prefix, max).stream();
            case CONTACTS -> amongContacts(asker, prefix);
            case OFF -> Stream.empty();
        };
    }

    private Stream<User> amongContacts(UserId asker, String prefix) {
        List<UserId> peers =
                contacts.contactsOf(asker, CONTACTS_SEARCHED).stream()
                        .filter(contact -> contact.state() == ContactState.ACCEPTED)
                        .map(Contact::peer)
                        .toList();
        String folded = prefix.toLowerCase(Locale.ROOT);
        return cache.find(peers).values().stream()
                .filter(user -> user.isActive() && beginsWith(user, folded))
                .sorted(Comparator.comparing(User::username));
    }

    private static boolean beginsWith(User user, String folded) {
        String name = user.name().toLowerCase(Locale.ROOT);
        return user.username().startsWith(folded)
                || name.startsWith(folded)
                || name.contains(" " + folded);
    }

    /// Those of these who exist, deleted ones too, since old messages name them.
    ///
    /// @throws Refusal `bad_request` for more than 500 ids
    public Map<UserId, User> lookup(Collection<UserId> wanted) {
        if (wanted.size() > LOOKUP_MAX) {
            throw Refusal.badRequest("ids", "Ask for 500 people at most.");
        }
        return cache.find(wanted);
    }

    /// Whom an id or an `@username` names.
    ///
    /// @throws Refusal `not_found` if it names nobody
    public User find(String reference) {
        if (reference.startsWith("@")) {
            return users.findByUsername(PersonFields.login(reference.substring(1)))
                    .orElseThrow(Refusal::notFound);
        }
        return ids.user(reference).flatMap(cache::find).orElseThrow(Refusal::notFound);
    }
}
