package parley.core.sync;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.Head;
import parley.core.conversation.Listed;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.LogEntry;
import parley.core.log.Positions;
import parley.core.message.Folded;
import parley.core.message.HistoryReader;
import parley.core.message.HistoryReader.Seen;
import parley.core.message.MessageStore;
import parley.core.message.MessageStore.Wanted;

/// Reads what a client missed (PROTOCOL.md section 5, "Coming back"). The positions are read first
/// and the rows after them, so a round may tell more than its positions say, never less.
public final class SyncReader {
    /// Conversations that come with their events.
    private static final int WITH_EVENTS = 50;

    /// Events of one conversation.
    private static final int EVENTS_MAX = 100;

    /// Conversations whose newest events are read together, and how many of each: most who come
    /// back lack few. What is read ahead is bounded by both.
    private static final int TOGETHER = 10;

    private static final int FIRST_LOOK = 16;

    /// Conversations of a client that has no cursor.
    private static final int WITHOUT_CURSOR = 20;

    private final ConversationStore conversations;
    private final ConversationReader reader;
    private final HistoryReader history;
    private final MessageStore messages;

    public SyncReader(
            ConversationStore conversations,
            ConversationReader reader,
            HistoryReader history,
            MessageStore messages) {
        this.conversations = conversations;
        this.reader = reader;
        this.history = history;
        this.messages = messages;
    }

    /// One conversation of a sync.
    ///
    /// @param events what happened; none in a snapshot
    /// @param shown the messages of a snapshot, in their present state as of the head's last rev
    /// @param complete whether these are all that was missed
    /// @param snapshot whether there are messages in their present state rather than what happened
    public record Part(
            Listed listed,
            List<Seen> events,
            List<Folded> shown,
            boolean complete,
            boolean snapshot) {
        static Part ofChanges(Listed listed, List<Seen> events, boolean complete) {
            return new Part(listed, events, List.of(), complete, false);
        }
    }

    /// The events of the account conversation that were missed are told as they came, without a
    /// head.
    ///
    /// @param upTo what this round covers
    /// @param parts read one by one as they are asked for, latest message first
    /// @param more whether conversations exist that didn't come
    public record Round(
            Positions upTo, List<LogEntry> account, Iterable<Part> parts, boolean more) {}

    /// What happened since a cursor.
    public Round since(UserId user, ConversationId account, Positions cursor) {
        var upTo = conversations.positions();
        var changed = conversations.changedSince(user, cursor);
        var accountEvents = messages.entriesBeyond(account, cursor, EVENTS_MAX);
        return new Round(upTo, accountEvents, lazily(changed, cursor), false);
    }

    /// The latest conversations, for a client that knows nothing yet.
    public Round snapshot(UserId user) {
        var beginning = conversations.beginning(user, WITHOUT_CURSOR + 1);
        var listed = new LinkedHashMap<ConversationId, Listed>();
        var latest = beginning.page();
        boolean more = latest.size() > WITHOUT_CURSOR;
        latest.stream().limit(WITHOUT_CURSOR).forEach(one -> listed.put(one.head().id(), one));
        beginning.pinned().forEach(one -> listed.putIfAbsent(one.head().id(), one));
        var parts = new ArrayList<Part>();
        for (var one : listed.values()) {
            var part = snapshotOf(reader.ahead(one));
            if (reader.stands(one)) { // else they were removed since it was listed
                parts.add(part);
            }
        }
        return new Round(beginning.upTo(), List.of(), parts, more);
    }

    private Iterable<Part> lazily(List<Listed> changed, Positions cursor) {
        return () ->
                new Iterator<>() {
                    private int next;
                    private Map<ConversationId, List<LogEntry>> looked = Map.of();

                    @Override
                    public boolean hasNext() {
                        return next < changed.size();
                    }

                    @Override
                    public Part next() {
                        boolean withEvents = next < WITH_EVENTS;
                        if (withEvents && next % TOGETHER == 0) {
                            looked = firstLook(changed, next, cursor);
                        }
                        var listed = changed.get(next++);
                        return withEvents ? changesOf(listed, cursor, looked) : headAlone(listed);
                    }
                };
    }

    private Map<ConversationId, List<LogEntry>> firstLook(
            List<Listed> changed, int from, Positions cursor) {
        var ids =
                changed.subList(from, Math.min(from + TOGETHER, changed.size())).stream()
                        .filter(listed -> listed.membership().isIn())
                        .map(listed -> listed.head().id())
                        .toList();
        return messages.entriesBeyond(ids, cursor, FIRST_LOOK);
    }

    private Part changesOf(
            Listed listed, Positions cursor, Map<ConversationId, List<LogEntry>> looked) {
        if (!listed.membership().isIn()) {
            return Part.ofChanges(listed, endOf(listed), true);
        }
        var id = listed.head().id();
        var first = looked.getOrDefault(id, List.of());
        var found =
                first.size() < FIRST_LOOK
                        ? first
                        : messages.entriesBeyond(id, cursor, EVENTS_MAX + 1);
        if (!reader.stands(listed)) {
            return changedMeanwhile(listed);
        }
        boolean complete = found.size() <= EVENTS_MAX;
        var newest = complete ? found : found.subList(found.size() - EVENTS_MAX, found.size());
        return Part.ofChanges(reader.ahead(listed), history.seen(listed, newest), complete);
    }

    // Parts are read as fast as the client takes them, so that someone may have been removed since
    // they were listed. What was read then may be from after that.
    private Part changedMeanwhile(Listed listed) {
        var now = conversations.listed(listed.head().id(), listed.membership().user());
        return headAlone(now.orElse(listed));
    }

    private Part headAlone(Listed listed) {
        return listed.membership().isIn()
                ? Part.ofChanges(reader.ahead(listed), List.of(), false)
                : Part.ofChanges(listed, endOf(listed), true);
    }

    /// The one change that ended a membership: nothing after it is told, and nothing before.
    private List<Seen> endOf(Listed listed) {
        long leftRev = listed.membership().span().leftRev();
        return messages.entriesAfter(listed.head().id(), leftRev - 1, 1).stream()
                .filter(entry -> endsMembership(entry, listed.membership().user()))
                .map(entry -> new Seen(entry, true))
                .toList();
    }

    // The going of a channel's reader made no change, so the last one is about something else.
    private static boolean endsMembership(LogEntry entry, UserId user) {
        return entry instanceof Change change
                && (change.body() instanceof ChangeBody.MemberChanged member
                                && member.endsMembership()
                                && member.user().equals(user)
                        || change.body() instanceof ChangeBody.ConversationChanged changed
                                && changed.deleted());
    }

    private Part snapshotOf(Listed listed) {
        long received = listed.marks().received();
        long lastSeq = listed.head().lastSeq();
        long after =
                Math.max(listed.membership().visibleFrom() - 1, Math.min(received, lastSeq - 1));
        long from = Math.max(after + 1, lastSeq - EVENTS_MAX + 1);
        if (lastSeq == 0) {
            return new Part(listed, List.of(), List.of(), true, true);
        }
        var read =
                messages.folded(
                        listed.head().id(),
                        listed.membership().user(),
                        List.of(new Wanted.Before(from, Long.MAX_VALUE, EVENTS_MAX)));
        var shown = read.lists().getFirst();
        long newest = shown.isEmpty() ? 0 : shown.getLast().seq();
        return new Part(
                ahead(listed, newest, read.asOf()), List.of(), shown, from == after + 1, true);
    }

    // The messages are read after the head and may be ahead of it; the head's last rev is what a
    // client compares the changes to come with.
    private static Listed ahead(Listed listed, long seq, long rev) {
        var head = listed.head();
        var progress = head.progress();
        if (rev <= progress.lastRev()) {
            return listed;
        }
        var ahead =
                new Head.Progress(
                        Math.max(seq, progress.lastSeq()),
                        rev,
                        progress.lastAt(),
                        progress.lastMessageAt(),
                        progress.lastOdd());
        return new Listed(head.with(ahead), listed.membership(), listed.marks());
    }

    /// For whoever needs only to know whether a cursor is usable: one from a lost future isn't.
    public boolean isUsable(@Nullable Positions cursor) {
        return cursor != null && !cursor.beyond(conversations.positions());
    }
}
