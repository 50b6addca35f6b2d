package parley.core.message;

import java.util.ArrayList;
import java.util.List;
import parley.core.Refusal;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.Listed;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogEntry;
import parley.core.log.Message;

/// Reads a conversation's log back, for its members alone and no further than each may see.
public final class HistoryReader {
    private final ConversationReader conversations;
    private final MessageStore messages;

    public HistoryReader(ConversationReader conversations, MessageStore messages) {
        this.conversations = conversations;
        this.messages = messages;
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

        /// The last ones.
        static Span latest() {
            return new Before(Long.MAX_VALUE);
        }
    }

    /// @param messages oldest first, each in its present state up to `asOf`
    /// @param more whether there are more in the direction of the page
    public record Page(List<Message> messages, long asOf, boolean more) {}

    /// @param entries oldest first; those that the reader may not see are marked so
    public record Changes(List<Seen> entries, boolean more) {}

    /// An entry of the log as one reader may see it.
    public record Seen(LogEntry entry, boolean visible) {}

    /// @throws parley.core.Refusal `not_found` for everyone who doesn't belong
    public Page page(UserId reader, ConversationId conversation, Span span, int limit) {
        // the head is read first, so what is read afterwards is at least as new as asOf says
        var listed = conversations.require(conversation, reader);
        long from = listed.membership().visibleFrom();
        long asOf = listed.head().lastRev();
        return switch (span) {
            case Span.Before before ->
                    backwards(
                            messages.before(conversation, from, before.seq(), limit + 1),
                            limit,
                            asOf);
            case Span.After after ->
                    forwards(
                            messages.after(
                                    conversation, Math.max(after.seq(), from - 1), limit + 1),
                            limit,
                            asOf);
            case Span.Around around -> around(conversation, from, around.seq(), limit, asOf);
            case Span.InThread thread ->
                    backwards(
                            messages
                                    .threadBefore(
                                            conversation, thread.root(), thread.before(), limit + 1)
                                    .stream()
                                    .filter(message -> message.seq() >= from)
                                    .toList(),
                            limit,
                            asOf);
        };
    }

    private static Page backwards(List<Message> found, int limit, long asOf) {
        boolean more = found.size() > limit;
        return new Page(
                more ? found.subList(found.size() - limit, found.size()) : found, asOf, more);
    }

    private static Page forwards(List<Message> found, int limit, long asOf) {
        boolean more = found.size() > limit;
        return new Page(more ? found.subList(0, limit) : found, asOf, more);
    }

    private Page around(ConversationId conversation, long from, long seq, int limit, long asOf) {
        int older = limit / 2;
        var before = messages.before(conversation, from, seq, older + 1);
        boolean more = before.size() > older;
        var page =
                new ArrayList<>(
                        more ? before.subList(before.size() - older, before.size()) : before);
        page.addAll(messages.after(conversation, Math.max(seq, from) - 1, limit - page.size()));
        return new Page(page, asOf, more);
    }

    /// One message.
    ///
    /// @throws parley.core.Refusal `not_found` if there is none that this reader may see
    public Message message(UserId reader, ConversationId conversation, long seq) {
        var listed = conversations.require(conversation, reader);
        return messages.find(conversation, seq)
                .filter(message -> message.seq() >= listed.membership().visibleFrom())
                .orElseThrow(Refusal::notFound);
    }

    /// The changes after a rev, as they happened.
    public Changes changes(UserId reader, ConversationId conversation, long afterRev, int limit) {
        var listed = conversations.require(conversation, reader);
        var found = messages.entriesAfter(conversation, afterRev, limit + 1);
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

    /// Marks the entries that this reader may not see.
    public static List<Seen> seen(Listed reader, List<? extends LogEntry> entries) {
        long from = reader.membership().visibleFrom();
        return entries.stream()
                .map(entry ->
                        new Seen(
                                entry,
                                !(entry instanceof Message message) || message.seq() >= from))
                .toList();
    }
}
