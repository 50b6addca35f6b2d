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
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogTransaction.Heads;
import parley.core.log.Position;
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

    private static final Insertion PAIR = new Insertion("pair", List.of("a", "b", "conversation"));
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
                        new Lookup("d.a, d.b, d.conversation", "pair d", List.of("d.a", "d.b"), ""),
                        keys,
                        row -> found.put(new Pair(row.user(), row.user()), row.conversation()));
        return found;
    }

    /// Where two people talk, if that is in its table.
    public Optional<ConversationId> between(Pair pair) {
        return session.first(
                "SELECT conversation FROM pair WHERE a = ? AND b = ?",
                p -> p.add(pair.a()).add(pair.b()),
                row -> row.conversation());
    }

    /// Pairs in the order in which they are stored.
    ///
    /// @param last begins after this one; null: with the first
    public List<Pair> pairsAfter(@Nullable Pair last, int max) {
        return session.list(
                "SELECT a, b FROM pair WHERE (a, b) > (?, ?) ORDER BY a, b LIMIT ?",
                p -> {
                    if (last == null) {
                        p.add(Long.MIN_VALUE).add(Long.MIN_VALUE);
                    } else {
                        p.add(last.a()).add(last.b());
                    }
                    p.add(max);
                },
                row -> new Pair(row.user(), row.user()));
    }

    /// Tells of each of these that is in its table whether two people talk there, and who.
    public void pairs(
            Collection<ConversationId> ids, BiConsumer<ConversationId, Optional<Pair>> told) {
        session.dialect()
                .find(
                        session,
                        new Lookup("c.id, c.kind, c.a, c.b", "conversation c", List.of("c.id"), ""),
                        ids.stream().map(id -> new long[] {id.number()}).toList(),
                        row -> {
                            var id = row.conversation();
                            boolean direct = KINDS[row.smallNumber()] == Kind.DIRECT;
                            told.accept(
                                    id,
                                    direct
                                            ? Optional.of(new Pair(row.user(), row.user()))
                                            : Optional.empty());
                        });
    }

    /// Inserts new heads, but those of pairs that have a conversation already, which it returns.
    public Set<ConversationId> insert(List<Head> heads) {
        var lost = insertPairs(heads);
        var won = heads.stream().filter(head -> !lost.contains(head.id())).toList();
        insertDirects(won);
        put("INSERT", won);
        return lost;
    }

    /// Inserts heads, or puts them in place of those that are there.
    public void replace(Collection<Head> heads) {
        put("INSERT OR REPLACE", heads);
    }

    private void put(String how, Collection<Head> heads) {
        session.batch(
                how
                        + """
                         INTO conversation (lastSeq, lastRev, lastAt, lastMessageAt, lastOdd,
                          lane, n, memberRev, members, aReceived, aRead, bReceived, bRead,
                          settings, id, kind, a, b)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                heads,
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
    }

    private Set<ConversationId> insertPairs(List<Head> heads) {
        var rows = new ArrayList<long[]>();
        for (var head : heads) {
            if (head.kind() == Kind.DIRECT) {
                head.pair().ifPresent(pair -> rows.add(pairRow(pair, head.id())));
            }
        }
        var lost = new HashSet<ConversationId>();
        if (!rows.isEmpty()) {
            session.dialect()
                    .insertNew(session, PAIR, rows)
                    .forEach(id -> lost.add(new ConversationId(id)));
        }
        return lost;
    }

    private static long[] pairRow(Pair pair, ConversationId id) {
        return new long[] {Parameters.stored(pair.a()), Parameters.stored(pair.b()), id.number()};
    }

    private void insertDirects(List<Head> heads) {
        var rows = new ArrayList<NewDirect>();
        for (var head : heads) {
            if (head.kind() == Kind.DIRECT) {
                head.pair()
                        .ifPresent(
                                pair -> rows.addAll(NewDirect.of(head.id(), pair, head.touched())));
            }
        }
        session.batch(
                """
                INSERT INTO direct ("user", conversation, peer, visibleFrom, flags, lane, n)
                VALUES (?, ?, ?, 1, 0, ?, ?)
                """,
                rows,
                (p, row) -> p.add(row.user()).add(row.id()).add(row.peer()).add(row.made()));
    }

    /// One person's row of a new direct conversation.
    ///
    /// @param made the batch that made it
    private record NewDirect(UserId user, UserId peer, ConversationId id, Position made) {
        /// Both people's; one for notes to self.
        static List<NewDirect> of(ConversationId id, Pair pair, Position made) {
            var first = new NewDirect(pair.a(), pair.b(), id, made);
            return pair.isWithSelf()
                    ? List.of(first)
                    : List.of(first, new NewDirect(pair.b(), pair.a(), id, made));
        }
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
