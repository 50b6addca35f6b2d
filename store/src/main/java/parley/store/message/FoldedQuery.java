package parley.store.message;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Message;
import parley.core.message.Folded;
import parley.core.message.Folded.Replies;
import parley.core.message.MessageStore.Snapshot;
import parley.core.message.MessageStore.Wanted;
import parley.core.message.Opinion;
import parley.store.body.StateBodies;
import parley.store.sql.Session;

/// Messages in their present state as one reader is shown them. One query for each list of
/// messages, one for the threads that begin in it, one for what the reader gave them if anybody
/// gave any anything, and one for the last change; all of one state of the database.
final class FoldedQuery {
    private static final String SELECT = "SELECT " + MessageRows.COLUMNS + " FROM ";
    private static final String SHOWN =
            """
             AND NOT EXISTS (SELECT 1 FROM hidden h
                WHERE h."user" = ? AND h.conversation = ? AND m.seq BETWEEN h.low AND h.high)\
            """;
    private static final String BEFORE =
            SELECT
                    + "message m WHERE m.conversation = ? AND m.seq >= ? AND m.seq < ?"
                    + SHOWN
                    + " ORDER BY m.seq DESC LIMIT ?";
    private static final String AFTER =
            SELECT
                    + "message m WHERE m.conversation = ? AND m.seq > ?"
                    + SHOWN
                    + " ORDER BY m.seq LIMIT ?";
    private static final String IN_THREAD =
            SELECT
                    + "thread_message m WHERE m.conversation = ? AND m.thread = ?"
                    + " AND m.seq >= ? AND m.seq < ?"
                    + SHOWN
                    + " ORDER BY m.seq DESC LIMIT ?";
    private static final String IN_THREAD_AFTER =
            SELECT
                    + "thread_message m WHERE m.conversation = ? AND m.thread = ? AND m.seq > ?"
                    + SHOWN
                    + " ORDER BY m.seq LIMIT ?";
    private static final String PINS =
            SELECT
                    + "pin JOIN message m ON m.conversation = pin.conversation AND m.seq = pin.seq"
                    + " WHERE pin.conversation = ? AND pin.seq >= ? AND pin.seq < ?"
                    + SHOWN
                    + " ORDER BY pin.seq DESC LIMIT ?";

    private final Session session;
    private final ConversationId conversation;
    private final UserId reader;

    private FoldedQuery(Session session, ConversationId conversation, UserId reader) {
        this.session = session;
        this.conversation = conversation;
        this.reader = reader;
    }

    static Snapshot read(
            Session session, ConversationId conversation, UserId reader, List<Wanted> wanted) {
        return new FoldedQuery(session, conversation, reader).read(wanted);
    }

    private Snapshot read(List<Wanted> wanted) {
        long asOf = lastChange();
        var lists = new ArrayList<List<Folded>>(wanted.size());
        for (var one : wanted) {
            var messages = messages(one);
            for (var message : messages) {
                asOf = Math.max(asOf, message.rev());
            }
            lists.add(folded(messages));
        }
        return new Snapshot(lists, asOf);
    }

    // What isn't a message: its rev is written at once, while heads may lag behind, and whatever it
    // changed was in its place by then.
    private long lastChange() {
        return session.first(
                        "SELECT COALESCE(MAX(rev), 0) FROM change WHERE conversation = ?",
                        p -> p.add(conversation),
                        row -> row.number())
                .orElse(0L);
    }

    private List<Message> messages(Wanted wanted) {
        return switch (wanted) {
            case Wanted.Before(var from, var before, var max) ->
                    list(BEFORE, p -> p.add(conversation).add(from).add(before), max).reversed();
            case Wanted.After(var after, var max) ->
                    list(AFTER, p -> p.add(conversation).add(after), max);
            case Wanted.InThread(var root, var from, var before, var max) ->
                    list(IN_THREAD, p -> p.add(conversation).add(root).add(from).add(before), max)
                            .reversed();
            case Wanted.InThreadAfter(var root, var after, var max) ->
                    list(IN_THREAD_AFTER, p -> p.add(conversation).add(root).add(after), max);
            case Wanted.Pins(var from, var before, var max) ->
                    list(PINS, p -> p.add(conversation).add(from).add(before), max).reversed();
        };
    }

    private List<Message> list(String sql, Session.Binder which, int max) {
        return session.list(
                sql,
                p -> {
                    which.bind(p);
                    p.add(reader).add(conversation).add(max);
                },
                row -> MessageRows.read(row, conversation));
    }

    private List<Folded> folded(List<Message> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        var threads = threads(messages);
        boolean opinions = messages.stream().anyMatch(one -> one.state().hasOpinions());
        var mine = opinions ? opinions(messages) : Map.<Long, Opinion>of();
        return messages.stream()
                .map(message ->
                        new Folded(
                                message,
                                mine.getOrDefault(message.seq(), Opinion.NONE),
                                threads.get(message.seq())))
                .toList();
    }

    private Map<Long, Replies> threads(List<Message> messages) {
        var threads = new HashMap<Long, Replies>();
        session.forEach(
                """
                SELECT root, replies, lastSeq, lastAt FROM thread
                WHERE conversation = ? AND root BETWEEN ? AND ?
                """,
                p ->
                        p.add(conversation)
                                .add(messages.getFirst().seq())
                                .add(messages.getLast().seq()),
                row ->
                        threads.put(
                                row.number(), new Replies(row.number(), row.number(), row.time())));
        return threads;
    }

    private Map<Long, Opinion> opinions(List<Message> messages) {
        var mine = new HashMap<Long, Opinion>();
        session.forEach(
                """
                SELECT seq, body FROM opinion
                WHERE "user" = ? AND conversation = ? AND seq BETWEEN ? AND ?
                """,
                p ->
                        p.add(reader)
                                .add(conversation)
                                .add(messages.getFirst().seq())
                                .add(messages.getLast().seq()),
                row -> mine.put(row.number(), StateBodies.opinion(row.bytes())));
        return mine;
    }
}
