package parley.store.message;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import parley.core.id.ConversationId;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.log.LogTransaction.KeyOf;
import parley.core.log.LogTransaction.NewMessage;
import parley.core.log.Message;
import parley.core.message.MessageContent;
import parley.store.body.MessageBodies;
import parley.store.body.StateBodies;
import parley.store.sql.Dialect.Lookup;
import parley.store.sql.Parameters;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Messages in one session.
public final class MessageRows {
    /// Of a row `m`; see [#read].
    static final String COLUMNS =
            "m.seq, m.rev, m.lane, m.n, m.sender, m.at, m.\"key\", m.body, m.state";

    private static final Lookup BY_KEY =
            new Lookup(
                    "m.conversation, m.keyHash, m.sender, m.\"key\", m.seq, m.rev, m.at, m.print",
                    "message m",
                    List.of("m.conversation", "m.keyHash"),
                    "");

    /// Who is named by `@all`, in place of a user.
    static final long EVERYBODY = 0;

    private final Session session;
    private final KeyHash keyHash;

    public MessageRows(Session session, KeyHash keyHash) {
        this.session = session;
        this.keyHash = keyHash;
    }

    public void insert(List<NewMessage> messages) {
        session.batch(
                insertInto("message (", ""),
                messages,
                (p, each) -> {
                    var key = each.message().key();
                    bind(p, each, key == null ? 0 : keyHash.of(each.message().from(), key));
                });
        insertBeside(messages);
    }

    /// What lies beside messages: how many replies their threads have, and whom they name. Most
    /// have neither.
    public void insertBeside(List<NewMessage> messages) {
        var replies = new ArrayList<Message>();
        var mentions = new ArrayList<long[]>();
        for (var each : messages) {
            var message = each.message();
            var details = message.content().details();
            if (details == MessageContent.Details.NONE) {
                continue;
            }
            if (details.thread() != 0) {
                replies.add(message);
            }
            long conversation = message.conversation().number();
            long at = message.at().toEpochMilli();
            Set.copyOf(details.mentions())
                    .forEach(user ->
                            mentions.add(
                                    new long[] {
                                        Parameters.stored(user), conversation, message.seq(), at
                                    }));
            if (details.mentionsAll()) {
                mentions.add(new long[] {EVERYBODY, conversation, message.seq(), at});
            }
        }
        session.batch(
                """
                INSERT INTO thread (conversation, root, replies, lastSeq, lastAt)
                VALUES (?, ?, 1, ?, ?)
                ON CONFLICT (conversation, root) DO UPDATE SET
                    replies = thread.replies + 1, lastSeq = excluded.lastSeq,
                    lastAt = excluded.lastAt
                """,
                replies,
                (p, reply) ->
                        p.add(reply.conversation())
                                .add(reply.content().details().thread())
                                .add(reply.seq())
                                .add(reply.at()));
        session.batch(
                "INSERT INTO mention (\"user\", conversation, seq, at) VALUES (?, ?, ?, ?)",
                mentions,
                (p, row) -> p.add(row[0]).add(row[1]).add(row[2]).add(row[3]));
    }

    /// The statement for [#bind].
    ///
    /// @param table its name, a parenthesis, and the columns that come before
    /// @param marks the question marks of these
    public static String insertInto(String table, String marks) {
        return "INSERT INTO "
                + table
                + """
                conversation, seq, rev, lane, n, sender, device, at, keyHash, "key", print,
                  expiresAt, thread, body)
                VALUES (\
                """
                + marks
                + "?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    }

    /// Gives the statement a message.
    ///
    /// @param hash of its key; 0 if it has none
    public static void bind(Parameters p, NewMessage each, long hash) throws SQLException {
        var message = each.message();
        p.add(message.conversation()).add(message.seq()).add(message.rev());
        p.add(message.position()).add(message.from()).add(each.device());
        p.add(message.at());
        p.addUnlessZero(hash);
        p.add(message.key()).add(each.print()).addOrNull(message.expiresAt());
        p.addUnlessZero(message.content().details().thread());
        p.add(MessageBodies.encode(message.content()));
    }

    /// The messages that have these keys. What is found by its hash is believed by its text.
    public Map<KeyOf, KeptKey> keys(Collection<KeyOf> keys) {
        var wanted = new ArrayList<long[]>(keys.size());
        for (var key : keys) {
            wanted.add(new long[] {key.conversation().number(), keyHash.of(key.from(), key.key())});
        }
        var kept = new HashMap<KeyOf, KeptKey>();
        session.dialect()
                .find(
                        session,
                        BY_KEY,
                        wanted,
                        row -> {
                            var conversation = row.conversation();
                            row.number(); // the hash
                            var of = new KeyOf(conversation, row.user(), row.text());
                            var found =
                                    new KeptKey(
                                            row.number(), row.number(), row.time(), row.number());
                            if (keys.contains(of)) {
                                kept.put(of, found);
                            }
                        });
        return kept;
    }

    static Message read(Row row, ConversationId conversation) {
        long seq = row.number();
        long rev = row.number();
        var position = row.position();
        var from = row.user();
        var at = row.time();
        var key = row.textOrNull();
        var content = MessageBodies.decode(row.bytes());
        var state = StateBodies.decode(row.bytesOrNull());
        return new Message(conversation, seq, rev, position, from, at, key, content, state);
    }
}
