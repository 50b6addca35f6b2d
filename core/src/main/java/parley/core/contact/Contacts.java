package parley.core.contact;

import java.util.List;
import java.util.function.Consumer;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Pair;
import parley.core.conversation.Requests;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ContactChanged;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.log.MessageLog;
import parley.core.log.StateRows;
import parley.core.user.User;

/// Asking someone to be a contact, and what comes of it. Both people's rows change in one amendment
/// and both are told on their account conversations, so their lists agree.
public final class Contacts {
    /// Contacts and requests that a list shows.
    public static final int LIST_MAX = 10_000;

    private final MessageLog log;
    private final ContactStore contacts;
    private final Consumer<Pair> befriended;

    public Contacts(MessageLog log, ContactStore contacts) {
        this(log, contacts, pair -> {});
    }

    /// @param befriended told of two people who became contacts, after the commit
    public Contacts(MessageLog log, ContactStore contacts, Consumer<Pair> befriended) {
        this.log = log;
        this.contacts = contacts;
        this.befriended = befriended;
    }

    /// Asks someone, or accepts if they asked already.
    ///
    /// @return how `user` stands to `peer` then
    /// @throws Refusal `bad_request` for oneself, `not_found`, `blocked`, `exists`
    public Contact request(UserId user, UserId peer) {
        if (user.equals(peer)) {
            throw Refusal.badRequest("user", "Nobody is a contact of themself.");
        }
        return told(log.amend(scope -> request(Two.of(scope, user, peer))));
    }

    private static Contact request(Two two) {
        two.requireReachable();
        return switch (two.mine().state()) {
            case REMOVED -> two.put(ContactState.REQUESTED, ContactState.ASKED);
            case ASKED -> two.put(ContactState.ACCEPTED, ContactState.ACCEPTED);
            case REQUESTED -> throw exists("You have asked already.");
            case ACCEPTED -> throw exists("You are contacts already.");
        };
    }

    /// Accepts what the other asked.
    ///
    /// @throws Refusal `not_found` without a request, `forbidden` for one's own, `exists`,
    ///   `blocked`
    public Contact accept(UserId user, UserId peer) {
        return told(log.amend(scope -> accept(Two.of(scope, user, peer))));
    }

    private Contact told(Contact contact) {
        if (contact.state() == ContactState.ACCEPTED) {
            befriended.accept(Pair.of(contact.user(), contact.peer()));
        }
        return contact;
    }

    private static Contact accept(Two two) {
        return switch (two.mine().state()) {
            case ASKED -> {
                two.requireReachable();
                yield two.put(ContactState.ACCEPTED, ContactState.ACCEPTED);
            }
            case REQUESTED -> throw ownRequest();
            case ACCEPTED -> throw exists("You are contacts already.");
            case REMOVED -> throw Refusal.notFound();
        };
    }

    /// Turns down what the other asked; they may ask again.
    ///
    /// @throws Refusal `not_found` without a request, `forbidden` for one's own, `exists`
    public Contact reject(UserId user, UserId peer) {
        return log.amend(scope -> reject(Two.of(scope, user, peer)));
    }

    private static Contact reject(Two two) {
        return switch (two.mine().state()) {
            case ASKED -> two.put(ContactState.REMOVED, ContactState.REMOVED);
            case REQUESTED -> throw ownRequest();
            case ACCEPTED -> throw exists("You are contacts; remove them instead.");
            case REMOVED -> throw Refusal.notFound();
        };
    }

    /// Ends being contacts, or takes back a request, on both sides.
    ///
    /// @throws Refusal `not_found` if there is nothing between the two
    public Contact remove(UserId user, UserId peer) {
        return log.amend(scope -> remove(Two.of(scope, user, peer)));
    }

    private static Contact remove(Two two) {
        if (two.mine().state() == ContactState.REMOVED) {
            throw Refusal.notFound();
        }
        return two.put(ContactState.REMOVED, ContactState.REMOVED);
    }

    /// Everyone this user asked, was asked by, or has as a contact, oldest first.
    public List<Contact> list(UserId user) {
        return contacts.contactsOf(user, LIST_MAX);
    }

    private static Refusal exists(String message) {
        return Refusal.ofField(RefusalCode.EXISTS, "user", message);
    }

    private static Refusal ownRequest() {
        return Refusal.of(RefusalCode.FORBIDDEN, "Only the one who was asked can answer.");
    }

    /// Two people inside an amendment, and how each stands to the other.
    private record Two(AmendmentScope scope, User user, User peer, Contact mine, Contact theirs) {
        static Two of(AmendmentScope scope, UserId user, UserId peer) {
            var rows = scope.rows();
            return new Two(
                    scope,
                    rows.user(user).orElseThrow(Refusal::notFound),
                    rows.user(peer).orElseThrow(Refusal::notFound),
                    stand(scope, rows, user, peer),
                    stand(scope, rows, peer, user));
        }

        private static Contact stand(AmendmentScope scope, StateRows rows, UserId from, UserId to) {
            return rows.contact(from, to).orElseGet(() -> Contact.none(from, to, scope.now()));
        }

        void requireReachable() {
            if (peer.status().standing() == User.Standing.DELETED) {
                throw Refusal.notFound();
            }
            if (mine.blocked() || theirs.blocked()) {
                throw Refusal.of(RefusalCode.BLOCKED, "This isn't possible between you two.");
            }
        }

        Contact put(ContactState next, ContactState nextTheirs) {
            var changed = mine.with(next, scope.now());
            scope.rows().put(changed);
            scope.rows().put(theirs.with(nextTheirs, scope.now()));
            scope.append(user.account(), user.id(), new ContactChanged(peer.id(), next));
            scope.append(peer.account(), user.id(), new ContactChanged(user.id(), nextTheirs));
            if (next == ContactState.ACCEPTED) { // then neither is a stranger to the other
                Requests.accept(scope, user.id(), peer.id());
                Requests.accept(scope, peer.id(), user.id());
            }
            return changed;
        }
    }
}
