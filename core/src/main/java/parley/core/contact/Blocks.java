package parley.core.contact;

import java.util.List;
import parley.core.Refusal;
import parley.core.conversation.Pair;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.BlockChanged;
import parley.core.log.MessageLog;
import parley.core.user.User;

/// Blocking someone: from then neither of the two can write to the other directly, ask to be a
/// contact, or see the other's presence, typing and receipts. Being contacts stays, and comes back
/// to life with the end of the block. Only the one who blocks is told. Both methods may be
/// repeated.
public final class Blocks {
    /// Blocks that a list shows.
    public static final int LIST_MAX = 10_000;

    private final MessageLog log;
    private final ContactStore contacts;
    private final BlockCache cache;

    public Blocks(MessageLog log, ContactStore contacts, BlockCache cache) {
        this.log = log;
        this.contacts = contacts;
        this.cache = cache;
    }

    /// @throws Refusal `bad_request` for oneself, `not_found`
    public void block(UserId user, UserId peer) {
        if (user.equals(peer)) {
            throw Refusal.badRequest("user", "Nobody can block themself.");
        }
        cache.writing(user, peer);
        try {
            log.<Boolean>amend(scope -> set(scope, user, peer, true));
        } finally {
            cache.written(user, peer);
        }
    }

    /// @throws Refusal `not_found` if there is no such user
    public void unblock(UserId user, UserId peer) {
        log.<Boolean>amend(scope -> set(scope, user, peer, false));
        cache.forget(user, peer);
    }

    private static boolean set(AmendmentScope scope, UserId user, UserId peer, boolean on) {
        var rows = scope.rows();
        User blocker = rows.user(user).orElseThrow(Refusal::notFound);
        if (rows.user(peer).isEmpty()) {
            throw Refusal.notFound();
        }
        Contact mine =
                rows.contact(user, peer).orElseGet(() -> Contact.none(user, peer, scope.now()));
        if (mine.blocked() == on) {
            return false;
        }
        rows.put(mine.blocked(on));
        scope.append(blocker.account(), user, new BlockChanged(peer, on));
        scope.direct(Pair.of(user, peer)).ifPresent(head -> scope.outdate(head.id()));
        return true;
    }

    /// Everyone whom this user blocks.
    public List<Contact> list(UserId user) {
        return contacts.blocksOf(user, LIST_MAX);
    }
}
