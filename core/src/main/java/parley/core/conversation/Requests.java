package parley.core.conversation;

import java.util.Optional;
import java.util.function.Function;
import parley.core.BoundedCache;
import parley.core.Refusal;
import parley.core.contact.ContactStore;
import parley.core.conversation.Membership.Preferences.Request;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.log.ChangeBody.PreferencesChanged;
import parley.core.log.MessageLog;
import parley.core.message.MessageStore;
import parley.core.user.User;
import parley.core.user.User.Strangers;

/// Whether someone may begin to write to someone else who doesn't know them, as the other's profile
/// says (PROTOCOL.md section 6, strangers). A stranger is who is no accepted contact, and was never
/// answered. That is decided once, with the first message, and kept in the recipient's membership;
/// their answer, accepting, or becoming contacts ends it. With `all` none of it is asked or holds.
///
/// Standings are remembered for the last 100,000 pairs that were asked about. Thread-safe; blocks
/// when it reads.
public final class Requests {
    private static final int MAX = 100_000;

    private final MessageLog log;
    private final ConversationStore conversations;
    private final MessageStore messages;
    private final ContactStore contacts;
    private final Function<UserId, Optional<User>> users;
    private final BoundedCache<Towards, Request> standings = new BoundedCache<>(MAX);

    /// How one person stands to another who may be a stranger to them.
    private record Towards(UserId user, UserId stranger) {
        Pair pair() {
            return Pair.of(user, stranger);
        }
    }

    public Requests(
            MessageLog log,
            ConversationStore conversations,
            MessageStore messages,
            ContactStore contacts,
            Function<UserId, Optional<User>> users) {
        this.log = log;
        this.conversations = conversations;
        this.messages = messages;
        this.contacts = contacts;
        this.users = users;
    }

    /// What comes of knocking.
    public enum Entry {
        /// The two may write to each other, or the conversation is a request that waits.
        OPEN,
        /// The same, and their conversation was made.
        MADE,
        /// Nothing is to reach the other. They are told no more than if they were blocked.
        REFUSED
    }

    /// Decides whether what `from` is about to send may reach `to`. That `from` writes answers what
    /// waited of `to`.
    public Entry enter(UserId from, UserId to) {
        if (from.equals(to)) {
            return Entry.OPEN;
        }
        answer(from, to);
        var strangers = strangersOf(to);
        if (strangers == Strangers.ALL) {
            return Entry.OPEN;
        }
        return switch (standing(to, from)) {
            case ACCEPTED -> Entry.OPEN;
            case REJECTED -> Entry.REFUSED;
            case WAITING -> strangers == Strangers.NONE ? Entry.REFUSED : Entry.OPEN;
            case NONE -> decide(from, to, strangers);
        };
    }

    private Strangers strangersOf(UserId user) {
        return users.apply(user).map(found -> found.profile().strangers()).orElse(Strangers.ALL);
    }

    private Request standing(UserId user, UserId stranger) {
        return standings.get(new Towards(user, stranger), this::read).orElse(Request.NONE);
    }

    private Optional<Request> read(Towards towards) {
        return conversations
                .direct(towards.pair())
                .flatMap(id -> conversations.listed(id, towards.user()))
                .map(listed -> listed.membership().preferences().request())
                .or(() -> Optional.of(Request.NONE));
    }

    private Entry decide(UserId from, UserId to, Strangers strangers) {
        boolean known = isKnown(to, from);
        if (!known && strangers == Strangers.NONE) {
            return Entry.REFUSED;
        }
        var next = known ? Request.ACCEPTED : Request.WAITING;
        var pair = Pair.of(from, to);
        Entry entry =
                log.amend(scope -> {
                    var there = scope.direct(pair);
                    var head = there.orElseGet(() -> scope.createDirect(pair));
                    var membership =
                            scope.rows().membership(head.id(), to).orElseThrow(Refusal::notFound);
                    var before = membership.preferences();
                    if (before.request() == Request.NONE) {
                        scope.rows().put(membership.with(before.with(next), scope.position()));
                    }
                    return there.isPresent() ? Entry.OPEN : Entry.MADE;
                });
        forget(pair);
        return entry;
    }

    private boolean isKnown(UserId user, UserId peer) {
        return isContact(user, peer) || hasWritten(user, peer);
    }

    private boolean isContact(UserId user, UserId peer) {
        return contacts.find(user, peer)
                .filter(contact -> contact.state() == ContactState.ACCEPTED)
                .isPresent();
    }

    private boolean hasWritten(UserId user, UserId peer) {
        return conversations
                .direct(Pair.of(user, peer))
                .filter(id -> messages.countFromOthers(id, peer, 0, 1) > 0)
                .isPresent();
    }

    private void answer(UserId user, UserId stranger) {
        if (strangersOf(user) == Strangers.ALL) {
            return;
        }
        var standing = standing(user, stranger);
        if (standing == Request.WAITING || standing == Request.REJECTED) {
            log.<Boolean>amend(scope -> accept(scope, user, stranger));
            forget(Pair.of(user, stranger));
        }
    }

    /// Ends what waits between two people, as when they become contacts. To be followed by
    /// [#forget] after the commit.
    ///
    /// @return whether anything did
    public static boolean accept(AmendmentScope scope, UserId user, UserId stranger) {
        var head = scope.direct(Pair.of(user, stranger));
        if (head.isEmpty()) {
            return false;
        }
        var membership = scope.rows().membership(head.get().id(), user);
        var request = membership.map(one -> one.preferences().request()).orElse(Request.NONE);
        if (request != Request.WAITING && request != Request.REJECTED) {
            return false;
        }
        put(scope, membership.get(), membership.get().preferences().with(Request.ACCEPTED));
        return true;
    }

    private static void put(
            AmendmentScope scope, Membership membership, Membership.Preferences next) {
        var user = scope.rows().user(membership.user()).orElseThrow(Refusal::notFound);
        scope.rows().put(membership.with(next, scope.position()));
        scope.append(
                user.account(), user.id(), new PreferencesChanged(membership.conversation(), next));
    }

    /// Reads again how these two stand when next asked.
    public void forget(Pair pair) {
        standings.invalidate(new Towards(pair.a(), pair.b()));
        standings.invalidate(new Towards(pair.b(), pair.a()));
    }

    /// Whether `stranger` isn't to be told whether `user` is there, receives, reads or writes: a
    /// request of theirs waits, or was rejected.
    public boolean conceals(UserId user, UserId stranger) {
        if (user.equals(stranger) || strangersOf(user) == Strangers.ALL) {
            return false;
        }
        var standing = standing(user, stranger);
        return standing == Request.WAITING || standing == Request.REJECTED;
    }

    /// The same, of a member of any conversation: only those of two people conceal.
    public boolean conceals(Head head, UserId user, UserId other) {
        return head.kind() == Kind.DIRECT && conceals(user, other);
    }

    /// Whether nothing that `stranger` does is to reach `user`, as [#enter] would refuse it. Asks
    /// without deciding anything.
    public boolean turnsAway(UserId user, UserId stranger) {
        var strangers = user.equals(stranger) ? Strangers.ALL : strangersOf(user);
        if (strangers == Strangers.ALL) {
            return false;
        }
        return switch (standing(user, stranger)) {
            case ACCEPTED -> false;
            case REJECTED -> true;
            case WAITING -> strangers == Strangers.NONE;
            case NONE -> strangers == Strangers.NONE && !isKnown(user, stranger);
        };
    }

    /// Whether one of two who write to each other isn't to hear that the other is writing.
    public boolean silences(Head head, UserId writing, UserId other) {
        return head.kind() == Kind.DIRECT && (conceals(writing, other) || rejects(other, writing));
    }

    private boolean rejects(UserId user, UserId stranger) {
        return !user.equals(stranger)
                && strangersOf(user) != Strangers.ALL
                && standing(user, stranger) == Request.REJECTED;
    }

    /// Whether a conversation is a request to the one who lists it.
    public boolean isRequest(Membership membership) {
        return membership.preferences().request() == Request.WAITING
                && strangersOf(membership.user()) != Strangers.ALL;
    }
}
