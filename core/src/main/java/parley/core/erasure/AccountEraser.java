package parley.core.erasure;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.contact.Contact;
import parley.core.contact.Contacts;
import parley.core.conversation.Withdrawal;
import parley.core.draft.Drafts;
import parley.core.erasure.Erasure.Messages;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.AmendmentScope;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.Message;
import parley.core.log.MessageLog;
import parley.core.message.MessageState.Gone;
import parley.core.message.SeqRange;

/// Takes away what a deleted account leaves: contacts, that it belongs to groups and channels,
/// drafts, what was scheduled, and, if its owner chose so, everything that they wrote, which is
/// deleted for all as if they had done it one by one. How far it got lies beside the log in the
/// same batch, so that a kill repeats nothing and leaves nothing out. One round at a time.
///
/// Bounds: [#SPAN] seqs are looked at, and [#AT_ONCE] messages erased, in one change of the log.
public final class AccountEraser {
    private static final int SPAN = 1_000;
    private static final int AT_ONCE = 200;
    private static final int PAGE = 500;

    private final MessageLog log;
    private final ErasureStore store;
    private final Contacts contacts;
    private final Withdrawal withdrawal;

    public AccountEraser(
            MessageLog log, ErasureStore store, Contacts contacts, Withdrawal withdrawal) {
        this.log = log;
        this.store = store;
        this.contacts = contacts;
        this.withdrawal = withdrawal;
    }

    /// Does all that is left of all accounts.
    ///
    /// @return how many steps that took
    /// @throws Refusal `unavailable`; then the next round goes on from there
    public int eraseAll() {
        int steps = 0;
        var ahead = new Ahead();
        for (var next = store.first(); next.isPresent(); next = store.first()) {
            step(next.get(), ahead);
            steps++;
        }
        return steps;
    }

    /// The conversations that come next, of one account at a time.
    private final class Ahead {
        private @Nullable UserId user;
        private List<ConversationId> some = List.of();

        Optional<ConversationId> after(Erasure erasure) {
            var known =
                    erasure.user().equals(user) ? first(erasure) : Optional.<ConversationId>empty();
            if (known.isPresent()) {
                return known;
            }
            user = erasure.user();
            some = store.conversationsAfter(user, erasure.done(), PAGE);
            return first(erasure);
        }

        private Optional<ConversationId> first(Erasure erasure) {
            return some.stream().filter(id -> id.number() > erasure.done()).findFirst();
        }
    }

    private void step(Erasure erasure, Ahead ahead) {
        boolean begins = erasure.done() == 0 && erasure.seq() == 0;
        if (begins) {
            removeContacts(erasure.user());
            withdrawal.withdraw(erasure.user());
        }
        if (log.<Boolean>amend(scope -> dropDrafts(scope, erasure.user()))) {
            return; // the next step goes on from there
        }
        var next =
                erasure.messages() == Messages.ERASE
                        ? ahead.after(erasure)
                        : Optional.<ConversationId>empty();
        if (next.isEmpty()) {
            log.<Boolean>amend(scope -> finish(scope, erasure.user()));
        } else {
            log.<Boolean>amend(scope -> eraseSome(scope, erasure, next.get()));
        }
    }

    private void removeContacts(UserId user) {
        for (Contact contact : contacts.list(user)) {
            try {
                contacts.remove(user, contact.peer());
            } catch (Refusal gone) {
                // the peer removed them first: it is as it should be
                if (gone.code() != RefusalCode.NOT_FOUND) {
                    throw gone;
                }
            }
        }
    }

    /// @return whether there were any
    private static boolean dropDrafts(AmendmentScope scope, UserId user) {
        var drafts = scope.rows().drafts().some(user, AT_ONCE);
        Drafts.drop(scope, drafts);
        return !drafts.isEmpty();
    }

    private static boolean finish(AmendmentScope scope, UserId user) {
        scope.rows().scheduled().removeAll(user);
        scope.rows().erasures().remove(user);
        return true;
    }

    private static boolean eraseSome(
            AmendmentScope scope, Erasure erasure, ConversationId conversation) {
        var head = scope.head(conversation);
        long last = head.map(found -> found.lastSeq()).orElse(0L);
        long low = erasure.seq() + 1;
        long high = Math.min(last, erasure.seq() + SPAN);
        if (low > high) {
            scope.rows().erasures().put(erasure.after(conversation));
            return true;
        }
        var written =
                scope.messages()
                        .sentBy(erasure.user(), conversation, new SeqRange(low, high), AT_ONCE);
        if (!written.isEmpty()) {
            var seqs = written.stream().map(Message::seq).toList();
            var change = scope.append(conversation, erasure.user(), new Deleted(SeqRange.of(seqs)));
            scope.messages().erase(conversation, seqs, Gone.deleted(change.at()));
            scope.markOdd(conversation, seqs.getLast());
        }
        long upTo = written.size() == AT_ONCE ? written.getLast().seq() : high;
        scope.rows().erasures().put(erasure.upTo(upTo));
        return true;
    }
}
