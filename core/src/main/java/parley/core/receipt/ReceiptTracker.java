package parley.core.receipt;

import java.util.LinkedHashMap;
import java.util.Map;
import parley.core.Refusal;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.Head;
import parley.core.conversation.Listed;
import parley.core.conversation.MembershipCache;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// Takes the marks that people give: received and read, cumulative, clamped to what there is. They
/// are stored with one of the next batches and told to the others at once. Thread-safe.
public final class ReceiptTracker {
    /// Marks of groups that are remembered, so that a repeated one costs nothing.
    private static final int KNOWN_MAX = 100_000;

    private final MembershipCache members;
    private final ConversationStore store;
    private final MarkBook book;
    private final ReceiptListener listener;
    private final Map<MarkBook.Of, Marks> known =
            new LinkedHashMap<>(1024, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<MarkBook.Of, Marks> eldest) {
                    return size() > KNOWN_MAX;
                }
            };

    /// Hears of marks that moved on.
    @FunctionalInterface
    public interface ReceiptListener {
        /// @param aside whether none of the user's live connections gave them
        void moved(Head head, UserId user, Marks marks, boolean aside);
    }

    public ReceiptTracker(
            MembershipCache members,
            ConversationStore store,
            MarkBook book,
            ReceiptListener listener) {
        this.members = members;
        this.store = store;
        this.book = book;
        this.listener = listener;
    }

    /// Everything up to `seq` is received, and read if `read`.
    ///
    /// @return the marks as they are now
    /// @throws Refusal `not_found` for everyone who doesn't belong
    public Marks mark(UserId user, ConversationId conversation, long seq, boolean read) {
        return mark(user, conversation, seq, read, false);
    }

    /// The same, given by none of the user's live connections if `aside`.
    public Marks mark(
            UserId user, ConversationId conversation, long seq, boolean read, boolean aside) {
        var member = members.member(conversation, user).orElseThrow(Refusal::notFound);
        var head = member.head();
        var before = before(head, user);
        var given = (read ? Marks.readTo(seq) : Marks.receivedTo(seq)).clampedTo(head.lastSeq());
        var after = before.max(given);
        if (!after.equals(before)) {
            if (!book.note(conversation, user, after)) {
                return before; // the book is full; what isn't kept isn't told either
            }
            remember(head, user, after);
            listener.moved(head, user, after, aside);
        }
        return after;
    }

    private Marks before(Head head, UserId user) {
        if (head.direct() != null) {
            return book.ahead(head.id(), user, head.direct().marksOf(user));
        }
        var of = new MarkBook.Of(head.id(), user);
        synchronized (known) {
            var marks = known.get(of);
            if (marks != null) {
                return book.ahead(head.id(), user, marks);
            }
        }
        var stored = store.listed(head.id(), user).map(Listed::marks).orElse(Marks.NONE);
        remember(head, user, stored);
        return book.ahead(head.id(), user, stored);
    }

    private void remember(Head head, UserId user, Marks marks) {
        if (head.direct() == null) {
            synchronized (known) {
                known.merge(new MarkBook.Of(head.id(), user), marks, Marks::max);
            }
        }
    }
}
