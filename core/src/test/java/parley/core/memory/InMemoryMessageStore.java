package parley.core.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.log.Positions;
import parley.core.memory.Tables.Rev;
import parley.core.message.Folded;
import parley.core.message.Folded.Replies;
import parley.core.message.MessageStore;
import parley.core.message.SeqRange;

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
    public Snapshot folded(ConversationId conversation, UserId reader, List<Wanted> wanted) {
        return tables.locked(() -> {
            var entries = entries(conversation);
            long asOf = entries.isEmpty() ? 0 : entries.getLast().rev();
            return new Snapshot(
                    wanted.stream().map(one -> list(conversation, reader, one)).toList(), asOf);
        });
    }

    private List<Folded> list(ConversationId conversation, UserId reader, Wanted wanted) {
        return switch (wanted) {
            case Wanted.Before(var from, var before, var max) ->
                    last(
                            shown(
                                    conversation,
                                    reader,
                                    one -> from <= one.seq() && one.seq() < before),
                            max);
            case Wanted.After(var after, var max) ->
                    shown(conversation, reader, one -> one.seq() > after).stream()
                            .limit(max)
                            .toList();
            case Wanted.InThread(var root, var from, var before, var max) ->
                    last(
                            shown(
                                    conversation,
                                    reader,
                                    one ->
                                            one.content().details().thread() == root
                                                    && from <= one.seq()
                                                    && one.seq() < before),
                            max);
            case Wanted.InThreadAfter(var root, var after, var max) ->
                    shown(
                                    conversation,
                                    reader,
                                    one ->
                                            one.content().details().thread() == root
                                                    && one.seq() > after)
                            .stream()
                            .limit(max)
                            .toList();
            case Wanted.Pins(var from, var before, var max) ->
                    last(
                            shown(
                                    conversation,
                                    reader,
                                    one ->
                                            one.state().pinned()
                                                    && from <= one.seq()
                                                    && one.seq() < before),
                            max);
        };
    }

    private List<Folded> shown(
            ConversationId conversation, UserId reader, Predicate<Message> condition) {
        var stored = new InMemoryStoredMessages(tables);
        var hidden = stored.hidden(conversation, reader);
        return messages(conversation, condition)
                .filter(message -> !SeqRange.anyHas(hidden, message.seq()))
                .map(message ->
                        new Folded(
                                message,
                                stored.opinion(conversation, message.seq(), reader),
                                replies(conversation, message.seq())))
                .toList();
    }

    private @Nullable Replies replies(ConversationId conversation, long root) {
        var replies =
                messages(conversation, one -> one.content().details().thread() == root).toList();
        return replies.isEmpty()
                ? null
                : new Replies(replies.size(), replies.getLast().seq(), replies.getLast().at());
    }

    @Override
    public List<Change> edits(ConversationId conversation, long seq) {
        return tables.locked(() -> InMemoryStoredMessages.edits(tables, conversation, seq));
    }

    @Override
    public Set<Long> expired(ConversationId conversation, Collection<Long> seqs, Instant now) {
        return tables.locked(() ->
                messages(
                                conversation,
                                one ->
                                        seqs.contains(one.seq())
                                                && one.state().gone() == null
                                                && one.isGone(now))
                        .map(Message::seq)
                        .collect(Collectors.toSet()));
    }

    @Override
    public List<SeqRange> hidden(ConversationId conversation, UserId user) {
        return tables.locked(() -> new InMemoryStoredMessages(tables).hidden(conversation, user));
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
    public Map<ConversationId, List<LogEntry>> entriesBeyond(
            Collection<ConversationId> conversations, Positions covered, int max) {
        var each = new HashMap<ConversationId, List<LogEntry>>();
        conversations.forEach(id -> each.put(id, entriesBeyond(id, covered, max)));
        return each;
    }

    @Override
    public Mentions mentions(ConversationId conversation, UserId user, long afterSeq) {
        return tables.locked(() -> {
            var naming =
                    shown(
                            conversation,
                            user,
                            message ->
                                    message.seq() > afterSeq
                                            && message.state().gone() == null
                                            && names(message, user));
            return naming.isEmpty()
                    ? Mentions.NONE
                    : new Mentions(naming.size(), naming.getFirst().seq());
        });
    }

    private static boolean names(Message message, UserId user) {
        var details = message.content().details();
        return details.mentionsAll() || details.mentions().contains(user);
    }

    @Override
    public List<Named> naming(UserId user, @Nullable Named after, int max) {
        var newestFirst =
                Comparator.comparing(Named::at)
                        .thenComparing(Named::conversation)
                        .thenComparingLong(Named::seq)
                        .reversed();
        return tables.locked(() ->
                tables.entries
                        .all()
                        .filter(entry ->
                                entry instanceof Message message
                                        && message.state().gone() == null
                                        && names(message, user)
                                        && tables.membership(message.conversation(), user)
                                                .isPresent())
                        .map(entry -> (Message) entry)
                        .map(one -> new Named(one.conversation(), one.seq(), one.at()))
                        .filter(one -> after == null || newestFirst.compare(one, after) > 0)
                        .sorted(newestFirst)
                        .limit(max)
                        .toList());
    }

    @Override
    public int countFromOthers(ConversationId conversation, UserId reader, long afterSeq, int max) {
        return (int)
                shown(
                                conversation,
                                reader,
                                message ->
                                        message.seq() > afterSeq
                                                && message.state().gone() == null
                                                && !message.from().equals(reader))
                        .stream()
                        .limit(max)
                        .count();
    }
}
