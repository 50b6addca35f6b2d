package parley.core.message;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import parley.core.Refusal;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.Listed;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.message.MessageState.Gone.Reason;
import parley.core.message.MessageStore.Wanted;

/// Reads a conversation's log back, for its members alone and no further than each may see.
public final class HistoryReader {
    private final ConversationReader conversations;
    private final MessageStore messages;
    private final InstantSource clock;

    public HistoryReader(
            ConversationReader conversations, MessageStore messages, InstantSource clock) {
        this.conversations = conversations;
        this.messages = messages;
        this.clock = clock;
    }

    /// Which messages of a conversation.
    public sealed interface Span {
        /// The last ones with a lower seq.
        record Before(long seq) implements Span {}

        /// The first ones with a higher seq.
        record After(long seq) implements Span {}

        /// Those on both sides of a seq, and itself.
        record Around(long seq) implements Span {}

        /// The replies in a thread before a seq, the last ones.
        record InThread(long root, long before) implements Span {}

        /// The replies in a thread after a seq, the first ones.
        record InThreadAfter(long root, long after) implements Span {}

        /// The replies in a thread on both sides of a seq, and itself if it is one.
        record InThreadAround(long root, long seq) implements Span {}

        /// The pinned ones before a seq, the last ones.
        record Pins(long before) implements Span {}

        /// The last ones.
        static Span latest() {
            return new Before(Long.MAX_VALUE);
        }
    }

    /// @param messages oldest first, each in its present state up to `asOf`
    /// @param more whether there are more in the direction of the page
    public record Page(List<Folded> messages, long asOf, boolean more) {}

    /// @param entries oldest first; those that the reader may not see are marked so
    public record Changes(List<Seen> entries, boolean more) {}

    /// An entry of the log as one reader may see it.
    public record Seen(LogEntry entry, boolean visible) {}

    /// @throws parley.core.Refusal `not_found` for everyone who doesn't belong
    public Page page(UserId reader, ConversationId conversation, Span span, int limit) {
        // the head is read first, so what is read afterwards is at least as new as it says
        var listed = conversations.require(conversation, reader);
        long from = listed.membership().visibleFrom();
        return switch (span) {
            case Span.Before before ->
                    backwards(listed, new Wanted.Before(from, before.seq(), limit + 1), limit);
            case Span.After after ->
                    forwards(
                            listed,
                            new Wanted.After(Math.max(after.seq(), from - 1), limit + 1),
                            limit);
            case Span.Around around -> around(listed, around.seq(), limit);
            case Span.InThread thread ->
                    backwards(
                            listed,
                            new Wanted.InThread(thread.root(), from, thread.before(), limit + 1),
                            limit);
            case Span.InThreadAfter thread ->
                    forwards(
                            listed,
                            new Wanted.InThreadAfter(
                                    thread.root(), Math.max(thread.after(), from - 1), limit + 1),
                            limit);
            case Span.InThreadAround thread ->
                    aroundInThread(listed, thread.root(), thread.seq(), limit);
            case Span.Pins pins ->
                    backwards(listed, new Wanted.Pins(from, pins.before(), limit + 1), limit);
        };
    }

    private MessageStore.Snapshot read(Listed listed, Wanted... wanted) {
        var read = messages.folded(listed.head().id(), listed.membership().user(), List.of(wanted));
        requireStanding(listed);
        return read;
    }

    // Who was removed while this was read may have been given what came after.
    private void requireStanding(Listed listed) {
        if (!conversations.stands(listed)) {
            throw Refusal.notFound();
        }
    }

    private static long asOf(Listed listed, MessageStore.Snapshot read) {
        return Math.max(listed.head().lastRev(), read.asOf());
    }

    private Page backwards(Listed listed, Wanted wanted, int limit) {
        var read = read(listed, wanted);
        var found = read.lists().getFirst();
        boolean more = found.size() > limit;
        var page = more ? found.subList(found.size() - limit, found.size()) : found;
        return new Page(page, asOf(listed, read), more);
    }

    private Page forwards(Listed listed, Wanted wanted, int limit) {
        var read = read(listed, wanted);
        var found = read.lists().getFirst();
        boolean more = found.size() > limit;
        return new Page(more ? found.subList(0, limit) : found, asOf(listed, read), more);
    }

    private Page around(Listed listed, long seq, int limit) {
        long from = listed.membership().visibleFrom();
        return around(
                listed,
                new Wanted.Before(from, seq, limit / 2 + 1),
                new Wanted.After(Math.max(seq, from) - 1, limit),
                limit);
    }

    private Page aroundInThread(Listed listed, long root, long seq, int limit) {
        long from = listed.membership().visibleFrom();
        return around(
                listed,
                new Wanted.InThread(root, from, seq, limit / 2 + 1),
                new Wanted.InThreadAfter(root, Math.max(seq, from) - 1, limit),
                limit);
    }

    private Page around(Listed listed, Wanted olderOnes, Wanted newerOnes, int limit) {
        int older = limit / 2;
        var read = read(listed, olderOnes, newerOnes);
        var before = read.lists().getFirst();
        boolean more = before.size() > older;
        var page =
                new ArrayList<>(
                        more ? before.subList(before.size() - older, before.size()) : before);
        var after = read.lists().getLast();
        page.addAll(after.subList(0, Math.min(after.size(), limit - page.size())));
        return new Page(page, asOf(listed, read), more);
    }

    /// One message and the rev up to which it is told, as this reader may see it now; empty if
    /// there is none that they may.
    public Optional<Page> find(UserId reader, ConversationId conversation, long seq) {
        return conversations
                .find(conversation, reader)
                .filter(listed ->
                        listed.membership().isIn() && listed.membership().visibleFrom() <= seq)
                .flatMap(listed -> find(listed, seq));
    }

    private Optional<Page> find(Listed listed, long seq) {
        var wanted = new Wanted.Before(seq, seq + 1, 1);
        var read = messages.folded(listed.head().id(), listed.membership().user(), List.of(wanted));
        var found = read.lists().getFirst();
        return found.isEmpty() || !conversations.stands(listed)
                ? Optional.empty()
                : Optional.of(new Page(found, asOf(listed, read), false));
    }

    /// One message.
    ///
    /// @throws parley.core.Refusal `not_found` if there is none that this reader may see
    public Folded message(UserId reader, ConversationId conversation, long seq) {
        var listed = conversations.require(conversation, reader);
        if (seq < listed.membership().visibleFrom() || seq == Long.MAX_VALUE) {
            throw Refusal.notFound();
        }
        return read(listed, new Wanted.Before(seq, seq + 1, 1)).lists().getFirst().stream()
                .findFirst()
                .orElseThrow(Refusal::notFound);
    }

    /// These messages, in their present state, ascending and each once.
    ///
    /// @throws parley.core.Refusal `not_found` if one of them is gone, or not to be seen by this
    ///   reader
    public List<Folded> messages(
            UserId reader, ConversationId conversation, Collection<Long> seqs) {
        var listed = conversations.require(conversation, reader);
        var wanted = new TreeSet<Long>(seqs);
        long from = listed.membership().visibleFrom();
        if (!wanted.isEmpty() && (wanted.first() < from || wanted.last() == Long.MAX_VALUE)) {
            throw Refusal.notFound();
        }
        var each =
                wanted.stream()
                        .map(seq -> new Wanted.Before(seq, seq + 1, 1))
                        .toArray(Wanted[]::new);
        var found = read(listed, each).lists().stream().flatMap(List::stream).toList();
        boolean allThere =
                found.size() == wanted.size()
                        && found.stream().allMatch(one -> one.message().state().gone() == null);
        if (!allThere) {
            throw Refusal.notFound();
        }
        return found;
    }

    /// What a message said, one text after the other, the present one last. One that is gone said
    /// nothing.
    ///
    /// @throws parley.core.Refusal `not_found` if there is none that this reader may see
    public List<MessageState.Edited> edits(UserId reader, ConversationId conversation, long seq) {
        var message = message(reader, conversation, seq).message();
        var texts = new ArrayList<MessageState.Edited>();
        if (message.isGone(clock.instant())) {
            return texts;
        }
        texts.add(
                new MessageState.Edited(
                        message.content().text(), message.content().format(), message.at()));
        for (var change : messages.edits(conversation, seq)) {
            if (change.body() instanceof Edited edit && edit.gone() == null) {
                texts.add(new MessageState.Edited(edit.text(), edit.format(), change.at()));
            }
        }
        return texts;
    }

    /// The changes after a rev, as they happened.
    public Changes changes(UserId reader, ConversationId conversation, long afterRev, int limit) {
        var listed = conversations.require(conversation, reader);
        var found = messages.entriesAfter(conversation, afterRev, limit + 1);
        requireStanding(listed);
        boolean more = found.size() > limit;
        return new Changes(seen(listed, more ? found.subList(0, limit) : found), more);
    }

    /// The changes of a user's own affairs after a rev. The account conversation is in no list, but
    /// a device that slept for long may have missed more than a sync brings.
    public Changes changesOfAccount(ConversationId account, long afterRev, int limit) {
        var found = messages.entriesAfter(account, afterRev, limit + 1);
        boolean more = found.size() > limit;
        var page = more ? found.subList(0, limit) : found;
        return new Changes(page.stream().map(entry -> new Seen(entry, true)).toList(), more);
    }

    /// Marks the entries that this reader may not see, or hid. What edits said of messages whose
    /// time is over is left out, whether or not it was erased yet.
    public List<Seen> seen(Listed reader, List<? extends LogEntry> entries) {
        long from = reader.membership().visibleFrom();
        var hidden =
                reader.membership().preferences().hides()
                        ? messages.hidden(reader.head().id(), reader.membership().user())
                        : List.<SeqRange>of();
        var over = over(reader.head().id(), entries);
        return entries.stream()
                .map(entry -> new Seen(without(entry, over), isVisible(entry, from, hidden)))
                .toList();
    }

    private Set<Long> over(ConversationId conversation, List<? extends LogEntry> entries) {
        var edited = new TreeSet<Long>();
        for (var entry : entries) {
            if (entry instanceof Change change
                    && change.body() instanceof Edited edit
                    && edit.gone() == null) {
                edited.add(edit.target());
            }
        }
        return edited.isEmpty()
                ? Set.of()
                : messages.expired(conversation, edited, clock.instant());
    }

    private static LogEntry without(LogEntry entry, Set<Long> over) {
        return entry instanceof Change change
                        && change.body() instanceof Edited edit
                        && over.contains(edit.target())
                ? change.saying(new Edited(edit.target(), "", "", Reason.EXPIRED))
                : entry;
    }

    private static boolean isVisible(LogEntry entry, long from, List<SeqRange> hidden) {
        return switch (entry) {
            case Message message ->
                    message.seq() >= from && !SeqRange.anyHas(hidden, message.seq());
            case Change change -> isVisible(change, from, hidden);
        };
    }

    private static boolean isVisible(Change change, long from, List<SeqRange> hidden) {
        long target = change.body().target();
        if (target == 0) {
            return true;
        }
        // of several that are deleted, those that this reader never saw are no secret
        return target >= from
                && (change.body() instanceof Deleted || !SeqRange.anyHas(hidden, target));
    }
}
