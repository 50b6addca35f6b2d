package parley.store.message;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.ChangeBody.Undone;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.log.Message;
import parley.core.log.StoredMessages;
import parley.core.message.MessageContent;
import parley.core.message.MessageState;
import parley.core.message.Opinion;
import parley.core.message.SeqRange;
import parley.store.body.MessageBodies;
import parley.store.body.StateBodies;
import parley.store.sql.Session;

/// The messages of the log as one batch sees and changes them.
public final class StoredMessageRows implements StoredMessages {
    private final Session session;
    private final Consumer<ConversationId> settle;
    private final ChangeRows changes;
    private final String update;

    /// @param settle called before messages of a conversation are read or changed: what of them is
    ///   elsewhere is to be put in its place
    public StoredMessageRows(Session session, Consumer<ConversationId> settle) {
        this.session = session;
        this.settle = settle;
        changes = new ChangeRows(session);
        var table = session.dialect().messages();
        update = "UPDATE " + table.name() + " SET %s WHERE " + table.condition();
    }

    @Override
    public Optional<Message> find(ConversationId conversation, long seq) {
        settle.accept(conversation);
        return session.first(
                "SELECT "
                        + MessageRows.COLUMNS
                        + " FROM message m WHERE m.conversation = ? AND m.seq = ?",
                p -> p.add(conversation).add(seq),
                row -> MessageRows.read(row, conversation));
    }

    @Override
    public List<Message> within(ConversationId conversation, SeqRange range) {
        settle.accept(conversation);
        return session.list(
                "SELECT "
                        + MessageRows.COLUMNS
                        + """
                         FROM message m WHERE m.conversation = ? AND m.seq BETWEEN ? AND ?
                        ORDER BY m.seq
                        """,
                p -> p.add(conversation).add(range.low()).add(range.high()),
                row -> MessageRows.read(row, conversation));
    }

    @Override
    public List<Message> sentBy(UserId user, ConversationId conversation, SeqRange range, int max) {
        settle.accept(conversation);
        return session.list(
                "SELECT "
                        + MessageRows.COLUMNS
                        + """
                         FROM message m WHERE m.conversation = ? AND m.seq BETWEEN ? AND ?
                            AND m.sender = ? AND m.gone IS NULL
                        ORDER BY m.seq LIMIT ?
                        """,
                p -> p.add(conversation).add(range.low()).add(range.high()).add(user).add(max),
                row -> MessageRows.read(row, conversation));
    }

    @Override
    public void put(ConversationId conversation, long seq, MessageState state) {
        settle.accept(conversation);
        session.update(
                update.formatted("state = ?"),
                p -> p.add(StateBodies.encode(state)).add(conversation).add(seq));
    }

    @Override
    public void rewrite(ConversationId conversation, long seq, MessageState.Edited as) {
        session.erased();
        var message = find(conversation, seq).orElseThrow();
        var content = new MessageContent(as.text(), as.format(), message.content().details());
        session.update(
                update.formatted("body = ?"),
                p -> p.add(MessageBodies.encode(content)).add(conversation).add(seq));
    }

    @Override
    public void erase(ConversationId conversation, Collection<Long> seqs, MessageState.Gone gone) {
        settle.accept(conversation);
        session.erased();
        var state = StateBodies.encode(MessageState.of(gone));
        for (long seq : seqs) {
            var left = find(conversation, seq).orElseThrow().content().erased();
            session.update(
                    update.formatted("body = ?, print = ?, expiresAt = NULL, gone = ?, state = ?"),
                    p ->
                            p.add(MessageBodies.encode(left))
                                    .add(KeptKey.ERASED)
                                    .add(StateBodies.number(gone))
                                    .add(state)
                                    .add(conversation)
                                    .add(seq));
            changes.replaceEdits(
                    conversation, seq, Long.MAX_VALUE, new Edited(seq, "", "", gone.reason()));
            for (var table : List.of("opinion", "pin", "mention")) {
                session.update(
                        "DELETE FROM " + table + " WHERE conversation = ? AND seq = ?",
                        p -> p.add(conversation).add(seq));
            }
        }
    }

    @Override
    public List<Change> edits(ConversationId conversation, long seq) {
        return ChangeRows.edits(session, conversation, seq);
    }

    @Override
    public void forgetEdits(ConversationId conversation, long seq, long beforeRev) {
        changes.replaceEdits(conversation, seq, beforeRev, new Undone());
    }

    @Override
    public void forgetChange(ConversationId conversation, long rev) {
        session.erased();
        changes.replace(conversation, rev, new Undone());
    }

    @Override
    public Optional<KeptEdit> keyedEdit(ConversationId conversation, UserId user, String key) {
        return session.first(
                """
                SELECT rev, at, print FROM edit_key
                WHERE conversation = ? AND "user" = ? AND "key" = ?
                """,
                p -> p.add(conversation).add(user).add(key),
                row -> new KeptEdit(row.number(), row.time(), row.number()));
    }

    @Override
    public void keep(ConversationId conversation, UserId user, String key, KeptEdit edit) {
        session.update(
                """
                INSERT INTO edit_key (conversation, "user", "key", rev, at, print)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                p ->
                        p.add(conversation)
                                .add(user)
                                .add(key)
                                .add(edit.rev())
                                .add(edit.at())
                                .add(edit.print()));
    }

    @Override
    public Opinion opinion(ConversationId conversation, long seq, UserId user) {
        return session.first(
                        """
                        SELECT body FROM opinion
                        WHERE conversation = ? AND seq = ? AND "user" = ?
                        """,
                        p -> p.add(conversation).add(seq).add(user),
                        row -> StateBodies.opinion(row.bytes()))
                .orElse(Opinion.NONE);
    }

    @Override
    public void put(ConversationId conversation, long seq, UserId user, Opinion opinion) {
        if (opinion.isEmpty()) {
            session.update(
                    "DELETE FROM opinion WHERE conversation = ? AND seq = ? AND \"user\" = ?",
                    p -> p.add(conversation).add(seq).add(user));
            return;
        }
        session.update(
                """
                INSERT INTO opinion (conversation, seq, "user", body) VALUES (?, ?, ?, ?)
                ON CONFLICT ("user", conversation, seq) DO UPDATE SET body = excluded.body
                """,
                p -> p.add(conversation).add(seq).add(user).add(StateBodies.encode(opinion)));
    }

    @Override
    public void pin(ConversationId conversation, long seq, boolean on, Instant at) {
        if (on) {
            session.update(
                    "INSERT INTO pin (conversation, seq, at) VALUES (?, ?, ?)",
                    p -> p.add(conversation).add(seq).add(at));
        } else {
            session.update(
                    "DELETE FROM pin WHERE conversation = ? AND seq = ?",
                    p -> p.add(conversation).add(seq));
        }
    }

    @Override
    public List<SeqRange> hidden(ConversationId conversation, UserId user) {
        return hidden(session, conversation, user);
    }

    static List<SeqRange> hidden(Session session, ConversationId conversation, UserId user) {
        return session.list(
                "SELECT low, high FROM hidden WHERE \"user\" = ? AND conversation = ? ORDER BY low",
                p -> p.add(user).add(conversation),
                row -> new SeqRange(row.number(), row.number()));
    }

    @Override
    public void hide(ConversationId conversation, UserId user, Collection<SeqRange> ranges) {
        session.batch(
                "INSERT INTO hidden (\"user\", conversation, low, high) VALUES (?, ?, ?, ?)",
                ranges,
                (p, range) -> p.add(user).add(conversation).add(range.low()).add(range.high()));
    }

    @Override
    public List<Message> expired(Instant now, int max) {
        return session.list(
                "SELECT conversation, "
                        + MessageRows.COLUMNS
                        + " FROM "
                        + session.dialect().messages().name()
                        + """
                         m WHERE m.expiresAt <= ? AND m.gone IS NULL
                        ORDER BY m.expiresAt LIMIT ?
                        """,
                p -> p.add(now).add(max),
                row -> MessageRows.read(row, row.conversation()));
    }
}
