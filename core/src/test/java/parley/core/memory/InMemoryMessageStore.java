package parley.core.memory;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.log.Positions;
import parley.core.memory.Tables.Rev;
import parley.core.message.MessageStore;

/// Reads the log in memory.
final class InMemoryMessageStore implements MessageStore {
    private final Tables tables;

    InMemoryMessageStore(Tables tables) {
        this.tables = tables;
    }

    private List<LogEntry> entries(ConversationId conversation) {
        return tables.locked(() ->
                tables.entries
                        .between(new Rev(conversation, 0), new Rev(conversation, Long.MAX_VALUE))
                        .toList());
    }

    private Stream<Message> messages(ConversationId conversation, Predicate<Message> condition) {
        return entries(conversation).stream()
                .flatMap(entry ->
                        entry instanceof Message message ? Stream.of(message) : Stream.empty())
                .filter(condition);
    }

    private static <T> List<T> last(List<T> all, int max) {
        return List.copyOf(all.subList(Math.max(0, all.size() - max), all.size()));
    }

    @Override
    public Optional<Message> find(ConversationId conversation, long seq) {
        return messages(conversation, message -> message.seq() == seq).findFirst();
    }

    @Override
    public List<Message> before(
            ConversationId conversation, long fromSeq, long beforeSeq, int max) {
        return last(
                messages(
                                conversation,
                                message -> message.seq() >= fromSeq && message.seq() < beforeSeq)
                        .toList(),
                max);
    }

    @Override
    public List<Message> after(ConversationId conversation, long afterSeq, int max) {
        return messages(conversation, message -> message.seq() > afterSeq).limit(max).toList();
    }

    @Override
    public List<Message> threadBefore(
            ConversationId conversation, long root, long beforeSeq, int max) {
        return last(
                messages(
                                conversation,
                                message ->
                                        message.content().details().thread() == root
                                                && message.seq() < beforeSeq)
                        .toList(),
                max);
    }

    @Override
    public List<LogEntry> entriesAfter(ConversationId conversation, long afterRev, int max) {
        return entries(conversation).stream()
                .filter(entry -> entry.rev() > afterRev)
                .limit(max)
                .toList();
    }

    @Override
    public List<LogEntry> entriesBeyond(ConversationId conversation, Positions covered, int max) {
        var beyond =
                entries(conversation).stream()
                        .filter(entry -> !covered.covers(entry.position()))
                        .toList();
        return last(beyond, max);
    }

    @Override
    public int countFromOthers(ConversationId conversation, UserId reader, long afterSeq, int max) {
        return (int)
                messages(
                                conversation,
                                message ->
                                        message.seq() > afterSeq && !message.from().equals(reader))
                        .limit(max)
                        .count();
    }
}
