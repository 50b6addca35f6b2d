package parley.core.conversation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.ConversationStore.MemberMarks;
import parley.core.conversation.ConversationStore.PageEnd;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.message.MessageStore;
import parley.core.message.MessageStore.Mentions;
import parley.core.receipt.MarkBook;
import parley.core.receipt.Marks;

/// Reads conversations as one of their members sees them: with the marks that were given a moment
/// ago, and with what is unread.
public final class ConversationReader {
    /// Unread messages are counted up to this.
    public static final int UNREAD_MAX = 1_000;

    /// Members whose marks are shown with a conversation; those of larger ones are asked for.
    private static final int RECEIPTS_MAX = 50;

    private final ConversationStore store;
    private final MessageStore messages;
    private final MarkBook marks;

    public ConversationReader(ConversationStore store, MessageStore messages, MarkBook marks) {
        this.store = store;
        this.messages = messages;
        this.marks = marks;
    }

    /// A conversation that this user belongs to.
    ///
    /// @throws Refusal `not_found` if there is none, or they don't belong
    public Listed require(ConversationId conversation, UserId user) {
        return store.listed(conversation, user)
                .filter(listed -> listed.membership().isIn())
                .map(this::ahead)
                .orElseThrow(Refusal::notFound);
    }

    /// A conversation in which this user may do something.
    ///
    /// @throws Refusal `not_found` if they don't belong, `forbidden`
    public Listed requireMay(ConversationId conversation, UserId user, Action action) {
        var listed = require(conversation, user);
        if (!Permissions.of(listed.head()).allow(listed.membership().role(), action)) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Your role doesn't allow this.");
        }
        return listed;
    }

    /// Whether someone still belongs as they did when this was read: asked again after reading what
    /// is for members alone, so that nothing is read that came after they went.
    public boolean stands(Listed listed) {
        var head = listed.head();
        var span = listed.membership().span();
        return head.kind() == Kind.DIRECT // its two belong for good
                || store.listed(head.id(), listed.membership().user())
                        .map(Listed::membership)
                        .filter(now -> now.isIn() && now.span().equals(span))
                        .isPresent();
    }

    /// Also one that they left.
    public Optional<Listed> find(ConversationId conversation, UserId user) {
        return store.listed(conversation, user).map(this::ahead);
    }

    /// A page of the list, latest message first.
    public List<Listed> page(UserId user, @Nullable PageEnd after, int max) {
        return store.page(user, after, max).stream().map(this::ahead).toList();
    }

    /// The listed conversation with its own marks moved on by those that are not stored yet.
    public Listed ahead(Listed listed) {
        var head = listed.head();
        var own =
                marks.ahead(head.id(), listed.membership().user(), listed.marks())
                        .clampedTo(head.lastSeq());
        return own.equals(listed.marks()) ? listed : new Listed(head, listed.membership(), own);
    }

    /// Others' messages after the own read mark, up to [#UNREAD_MAX]. Derived, never stored.
    public int unread(Listed listed) {
        var head = listed.head();
        long from = Math.max(listed.marks().read(), listed.membership().visibleFrom() - 1);
        if (from >= head.lastSeq()) {
            return 0;
        }
        if (from >= head.progress().lastOdd()) {
            return (int) Math.min(UNREAD_MAX, head.lastSeq() - from);
        }
        return messages.countFromOthers(head.id(), listed.membership().user(), from, UNREAD_MAX);
    }

    /// Messages after the own read mark that name this reader.
    public Mentions mentions(Listed listed) {
        var head = listed.head();
        long from = Math.max(listed.marks().read(), listed.membership().visibleFrom() - 1);
        // who names someone is odd, so most conversations need not be looked into
        return from >= head.progress().lastOdd()
                ? Mentions.NONE
                : messages.mentions(head.id(), listed.membership().user(), from);
    }

    /// How far the others got, by id, after this one. Fewer than `max` come only at the end. Of a
    /// channel, who reads it is known to its owners and admins alone.
    ///
    /// @throws Refusal `forbidden`
    public List<MemberMarks> marksOfOthers(Listed listed, @Nullable UserId after, int max) {
        var head = listed.head();
        var user = listed.membership().user();
        if (head.kind() == Kind.CHANNEL && !listed.membership().role().atLeast(Role.ADMIN)) {
            throw Refusal.of(RefusalCode.FORBIDDEN, "Who reads this isn't shown.");
        }
        // one more, in place of the reader themself
        var stored =
                head.direct() == null
                        ? store.marks(head.id(), after, max + 1)
                        : both(head.direct());
        return stored.stream()
                .filter(one -> !one.user().equals(user))
                .filter(one -> after == null || one.user().compareTo(after) > 0)
                .limit(max)
                .map(one ->
                        new MemberMarks(
                                one.user(), marks.ahead(head.id(), one.user(), one.marks())))
                .toList();
    }

    private static List<MemberMarks> both(Head.Direct direct) {
        var pair = direct.pair();
        return List.of(
                new MemberMarks(pair.a(), direct.marksOf(pair.a())),
                new MemberMarks(pair.b(), direct.marksOf(pair.b())));
    }

    /// The same of all in a conversation where receipts are shown.
    public Map<UserId, Marks> marksOfOthers(Listed listed) {
        var marks = new TreeMap<UserId, Marks>();
        marksOfOthers(listed, null, RECEIPTS_MAX)
                .forEach(one -> marks.put(one.user(), one.marks()));
        return marks;
    }
}
