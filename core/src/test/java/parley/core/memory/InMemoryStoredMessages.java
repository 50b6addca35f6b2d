package parley.core.memory;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.ChangeBody.Undone;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.log.LogTransaction.KeyOf;
import parley.core.log.Message;
import parley.core.log.StoredMessages;
import parley.core.memory.Tables.Of;
import parley.core.memory.Tables.Rev;
import parley.core.message.MessageContent;
import parley.core.message.MessageState;
import parley.core.message.Opinion;
import parley.core.message.SeqRange;

/// The messages of the log, in memory.
final class InMemoryStoredMessages implements StoredMessages {
    private final Tables tables;

    InMemoryStoredMessages(Tables tables) {
        this.tables = tables;
    }

    private Stream<Message> messages(ConversationId conversation) {
        return tables.entries
                .between(new Rev(conversation, 0), new Rev(conversation, Long.MAX_VALUE))
                .flatMap(entry ->
                        entry instanceof Message message ? Stream.of(message) : Stream.empty());
    }

    @Override
    public Optional<Message> find(ConversationId conversation, long seq) {
        return messages(conversation).filter(message -> message.seq() == seq).findFirst();
    }

    @Override
    public List<Message> within(ConversationId conversation, SeqRange range) {
        return messages(conversation).filter(message -> range.has(message.seq())).toList();
    }

    private void change(ConversationId conversation, long seq, UnaryOperator<Message> how) {
        var message = how.apply(find(conversation, seq).orElseThrow());
        tables.entries.put(new Rev(conversation, message.rev()), message);
    }

    private static Message with(Message old, MessageContent content, MessageState state) {
        return new Message(
                old.conversation(),
                old.seq(),
                old.rev(),
                old.position(),
                old.from(),
                old.at(),
                old.key(),
                content,
                state);
    }

    @Override
    public List<Message> sentBy(UserId user, ConversationId conversation, SeqRange range, int max) {
        return within(conversation, range).stream()
                .filter(message -> message.from().equals(user) && message.state().gone() == null)
                .limit(max)
                .toList();
    }

    @Override
    public void put(ConversationId conversation, long seq, MessageState state) {
        change(conversation, seq, old -> with(old, old.content(), state));
    }

    @Override
    public void rewrite(ConversationId conversation, long seq, MessageState.Edited as) {
        change(
                conversation,
                seq,
                old ->
                        with(
                                old,
                                new MessageContent(as.text(), as.format(), old.content().details()),
                                old.state()));
    }

    @Override
    public void erase(ConversationId conversation, Collection<Long> seqs, MessageState.Gone gone) {
        for (long seq : seqs) {
            change(
                    conversation,
                    seq,
                    old -> with(old, old.content().erased(), MessageState.of(gone)));
            var message = find(conversation, seq).orElseThrow();
            if (message.key() != null) {
                var of = new KeyOf(conversation, message.from(), message.key());
                tables.keys.put(of, new KeptKey(seq, message.rev(), message.at(), KeptKey.ERASED));
            }
            replaceEdits(conversation, seq, Long.MAX_VALUE, new Edited(seq, "", "", gone.reason()));
            tables.opinions.removeIf(of -> of.is(conversation, seq));
            tables.pins.removeIf(pin -> pin.equals(new Tables.Seq(conversation, seq)));
        }
    }

    static List<Change> edits(Tables tables, ConversationId conversation, long seq) {
        return tables.entries
                .between(new Rev(conversation, 0), new Rev(conversation, Long.MAX_VALUE))
                .flatMap(entry ->
                        entry instanceof Change change
                                        && change.body() instanceof Edited edited
                                        && edited.target() == seq
                                ? Stream.of(change)
                                : Stream.empty())
                .toList();
    }

    @Override
    public List<Change> edits(ConversationId conversation, long seq) {
        return edits(tables, conversation, seq);
    }

    private void replaceEdits(
            ConversationId conversation, long seq, long beforeRev, ChangeBody by) {
        for (var old : edits(conversation, seq)) {
            if (old.rev() < beforeRev) {
                var next =
                        new Change(
                                conversation, old.rev(), old.position(), old.from(), old.at(), by);
                tables.entries.put(new Rev(conversation, old.rev()), next);
            }
        }
    }

    @Override
    public void forgetEdits(ConversationId conversation, long seq, long beforeRev) {
        replaceEdits(conversation, seq, beforeRev, new Undone());
    }

    @Override
    public void forgetChange(ConversationId conversation, long rev) {
        var of = new Rev(conversation, rev);
        var old = (Change) tables.entries.find(of).orElseThrow();
        tables.entries.put(
                of,
                new Change(conversation, rev, old.position(), old.from(), old.at(), new Undone()));
    }

    @Override
    public Optional<KeptEdit> keyedEdit(ConversationId conversation, UserId user, String key) {
        return tables.edits.find(new KeyOf(conversation, user, key));
    }

    @Override
    public void keep(ConversationId conversation, UserId user, String key, KeptEdit edit) {
        tables.edits.insert(new KeyOf(conversation, user, key), edit);
    }

    @Override
    public Opinion opinion(ConversationId conversation, long seq, UserId user) {
        return tables.opinions.find(new Tables.Given(conversation, seq, user)).orElse(Opinion.NONE);
    }

    @Override
    public void put(ConversationId conversation, long seq, UserId user, Opinion opinion) {
        var of = new Tables.Given(conversation, seq, user);
        if (opinion.isEmpty()) {
            tables.opinions.remove(of);
        } else {
            tables.opinions.put(of, opinion);
        }
    }

    @Override
    public void pin(ConversationId conversation, long seq, boolean on, Instant at) {
        var of = new Tables.Seq(conversation, seq);
        if (on) {
            tables.pins.insert(of, of);
        } else {
            tables.pins.remove(of);
        }
    }

    @Override
    public List<SeqRange> hidden(ConversationId conversation, UserId user) {
        return tables.hidden.find(new Of(conversation, user)).orElse(List.of());
    }

    @Override
    public void hide(ConversationId conversation, UserId user, Collection<SeqRange> ranges) {
        tables.hidden.put(
                new Of(conversation, user),
                Stream.concat(hidden(conversation, user).stream(), ranges.stream())
                        .sorted(Comparator.comparingLong(SeqRange::low))
                        .toList());
    }

    @Override
    public List<Message> expired(Instant now, int max) {
        return tables.entries
                .all()
                .flatMap(entry ->
                        entry instanceof Message message ? Stream.of(message) : Stream.empty())
                .filter(message -> message.state().gone() == null && message.isGone(now))
                .sorted(Comparator.comparing(one -> Objects.requireNonNull(one.expiresAt())))
                .limit(max)
                .toList();
    }
}
