package parley.store.conversation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogTransaction.Heads;
import parley.core.receipt.Marks;
import parley.store.sql.Dialect.Insertion;
import parley.store.sql.Dialect.Lookup;
import parley.store.sql.Parameters;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// Heads, and the two rows by which the people of a direct conversation find it, in one session.
public final class HeadRows {
    static final String COLUMNS =
            """
            c.id, c.kind, c.lastSeq, c.lastRev, c.lastAt, c.lastMessageAt, c.lastOdd, c.lane, c.n,
            c.memberRev, c.members, c.a, c.b, c.aReceived, c.aRead, c.bReceived, c.bRead,
            c.settings\
            """;

    private static final Insertion DIRECT =
            new Insertion(
                    "direct",
                    List.of(
                            "\"user\"",
                            "peer",
                            "conversation",
                            "visibleFrom",
                            "flags",
                            "lane",
                            "n"));
    private static final Kind[] KINDS = Kind.values();

    private final Session session;

    public HeadRows(Session session) {
        this.session = session;
    }

    public Optional<Head> find(ConversationId id) {
        return session.first(
                "SELECT " + COLUMNS + " FROM conversation c WHERE c.id = ?",
                p -> p.add(id),
                HeadRows::head);
    }

    /// Locks and reads; without `wait` those that another transaction holds are only named.
    public Heads lock(Collection<ConversationId> ids, boolean wait) {
        var dialect = session.dialect();
        var held = new HashMap<ConversationId, Head>();
        var keys = ids.stream().map(id -> new long[] {id.number()}).toList();
        var lookup = new Lookup(COLUMNS, "conversation c", List.of("c.id"), dialect.locking(wait));
        dialect.find(
                session,
                lookup,
                keys,
                row -> {
                    var head = head(row);
                    held.put(head.id(), head);
                });
        boolean mayBeBusy = !wait && !dialect.locking(false).isEmpty();
        return new Heads(held, mayBeBusy ? existing(ids, held.keySet()) : Set.of());
    }

    private Set<ConversationId> existing(
            Collection<ConversationId> ids, Set<ConversationId> except) {
        var keys = new ArrayList<long[]>();
        for (var id : ids) {
            if (!except.contains(id)) {
                keys.add(new long[] {id.number()});
            }
        }
        var existing = new HashSet<ConversationId>();
        if (!keys.isEmpty()) {
            session.dialect()
                    .find(
                            session,
                            new Lookup("c.id", "conversation c", List.of("c.id"), ""),
                            keys,
                            row -> existing.add(row.conversation()));
        }
        return existing;
    }

    public Map<Pair, ConversationId> directs(Collection<Pair> pairs) {
        var found = new HashMap<Pair, ConversationId>();
        var keys =
                pairs.stream()
                        .map(pair ->
                                new long[] {
                                    Parameters.stored(pair.a()), Parameters.stored(pair.b())
                                })
                        .toList();
        session.dialect()
                .find(
                        session,
                        new Lookup(
                                "d.\"user\", d.peer, d.conversation",
                                "direct d",
                                List.of("d.\"user\"", "d.peer"),
                                ""),
                        keys,
                        row -> found.put(new Pair(row.user(), row.user()), row.conversation()));
        return found;
    }

    /// Inserts new heads, but those of pairs that have a conversation already, which it returns.
    public Set<ConversationId> insert(List<Head> heads) {
        var lost = insertDirects(heads);
        var won = heads.stream().filter(head -> !lost.contains(head.id())).toList();
        session.batch(
                """
                INSERT INTO conversation (lastSeq, lastRev, lastAt, lastMessageAt, lastOdd, lane, n,
                    memberRev, members, aReceived, aRead, bReceived, bRead, settings,
                    id, kind, a, b)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                won,
                (p, head) -> {
                    changing(p, head);
                    p.add(head.id()).add(head.kind());
                    var direct = head.direct();
                    if (direct == null) {
                        p.addNull().addNull();
                    } else {
                        p.add(direct.pair().a()).add(direct.pair().b());
                    }
                });
        return lost;
    }

    private Set<ConversationId> insertDirects(List<Head> heads) {
        var rows = new ArrayList<long[]>();
        for (var head : heads) {
            var direct = head.direct();
            if (head.kind() == Kind.DIRECT && direct != null) {
                var pair = direct.pair();
                rows.add(directRow(head, pair.a(), pair.b()));
                if (!pair.isWithSelf()) {
                    rows.add(directRow(head, pair.b(), pair.a()));
                }
            }
        }
        var lost = new HashSet<ConversationId>();
        if (!rows.isEmpty()) {
            session.dialect()
                    .insertNew(session, DIRECT, rows)
                    .forEach(id -> lost.add(new ConversationId(id)));
        }
        return lost;
    }

    private static long[] directRow(Head head, UserId user, UserId peer) {
        return new long[] {
            Parameters.stored(user),
            Parameters.stored(peer),
            head.id().number(),
            1,
            0,
            head.touched().lane(),
            head.touched().n()
        };
    }

    public void update(Collection<Head> heads) {
        session.batch(
                """
                UPDATE conversation SET lastSeq = ?, lastRev = ?, lastAt = ?, lastMessageAt = ?,
                    lastOdd = ?, lane = ?, n = ?, memberRev = ?, members = ?, aReceived = ?,
                    aRead = ?, bReceived = ?, bRead = ?, settings = ?
                WHERE id = ?
                """,
                heads,
                (p, head) -> {
                    changing(p, head);
                    p.add(head.id());
                });
    }

    private static void changing(Parameters p, Head head) throws SQLException {
        var progress = head.progress();
        p.add(progress.lastSeq()).add(progress.lastRev()).add(progress.lastAt());
        p.add(progress.lastMessageAt()).add(progress.lastOdd()).add(head.touched());
        p.add(head.memberRev()).add(head.members());
        var direct = head.direct();
        if (direct == null) {
            p.addNull().addNull().addNull().addNull();
        } else {
            p.add(direct.a().received()).add(direct.a().read());
            p.add(direct.b().received()).add(direct.b().read());
        }
        p.add(SettingsBody.encode(head.settings()));
    }

    static Head head(Row row) {
        var id = row.conversation();
        var kind = row.oneOf(KINDS);
        var progress =
                new Head.Progress(row.number(), row.number(), row.time(), row.time(), row.number());
        var touched = row.position();
        long memberRev = row.number();
        int members = row.smallNumber();
        var direct = direct(row);
        var settings = SettingsBody.decode(row.bytesOrNull());
        return new Head(id, kind, progress, touched, memberRev, members, direct, settings);
    }

    private static Head.@Nullable Direct direct(Row row) {
        var a = row.userOrNull();
        var b = row.userOrNull();
        long aReceived = row.number();
        long aRead = row.number();
        long bReceived = row.number();
        long bRead = row.number();
        return a == null || b == null
                ? null
                : new Head.Direct(
                        new Pair(a, b), new Marks(aReceived, aRead), new Marks(bReceived, bRead));
    }
}
