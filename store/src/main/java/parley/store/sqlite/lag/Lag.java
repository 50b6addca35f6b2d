package parley.store.sqlite.lag;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.store.sql.Session;

/// The rows of direct conversations that lag behind (DESIGN.md, "Storage"). A commit writes each
/// message once, in the order of arrival, and its conversation's head into the feed; what lies
/// scattered (heads, places, keys, pairs, lists) is held here, and moved into its tables later,
/// many at once in the order of the tables, so that each page is written once for all that came to
/// it. Whatever is held can be read again from the feed, so a crash loses nothing.
///
/// Two generations: what comes, and what is being moved. Everything is done under the lock of
/// whoever writes, but [#concerns], which readers ask: they have what concerns them moved first
/// ([#settle]); and what never changes, which they may look up here ([#between], [#pairOf]).
///
/// Bound: [#FULL] rows; the writer waits for them to be moved before it adds more.
public final class Lag {
    /// Rows of a generation from which it is moved. The more there are, the more of them share the
    /// pages that are written; a smaller heap holds fewer.
    private static final int MANY =
            (int) Math.clamp(Runtime.getRuntime().maxMemory() / 6_400, 10_000, 120_000);

    private static final int FULL = 2 * MANY;

    /// A generation is moved at this age, however small it is.
    private static final long OLD_NANOS = 6_000_000_000L;

    /// Messages of other conversations after which the place to begin from is moved on.
    private static final long ROWS_BEHIND = 10_000;

    private final int lane;
    private volatile Generation current = Generation.expecting(16);
    private volatile @Nullable Generation frozen;
    private volatile PairLag pairs = new PairLag();
    private volatile Place last;
    private volatile Place moved;
    private final KnownPairs known;
    private final RecentHeads recent = new RecentHeads();
    private Place frozenAt;
    private boolean uncertain;

    /// How far something goes.
    ///
    /// @param row the last message's
    record Place(Position batch, long row) {}

    private Lag(Place moved, Place last, KnownPairs known) {
        this.known = known;
        this.lane = moved.batch().lane();
        this.moved = moved;
        this.last = last;
        frozenAt = last;
    }

    /// Reads from the feed what was not moved when the database was last used.
    ///
    /// @param known told of each pair that is made
    public static Lag of(Session session, int lane, KnownPairs known) {
        var moved =
                session.first(
                                "SELECT n, message FROM moved WHERE id = 1",
                                p -> {},
                                row -> new Place(new Position(lane, row.number()), row.number()))
                        .orElseThrow();
        var last =
                session.first(
                                """
                                SELECT n, (SELECT COALESCE(MAX(id), 0) FROM message_row)
                                FROM lane_end WHERE id = ?
                                """,
                                p -> p.add(lane),
                                row -> new Place(new Position(lane, row.number()), row.number()))
                        .orElseThrow();
        var lag = new Lag(moved, last, known);
        lag.current = lag.read(session);
        return lag;
    }

    /// Whether a batch was added and isn't known to be committed.
    public boolean isUncertain() {
        return uncertain;
    }

    /// What was added is committed.
    public void committed() {
        uncertain = false;
    }

    /// Forgets all and reads it from the feed again, after a commit that didn't come about.
    public void readAgain(Session session) {
        var again = of(session, lane, known);
        moved = again.moved;
        last = again.last;
        current = again.current;
        pairs = again.pairs;
        frozen = null;
        recent.clear();
        uncertain = false;
    }

    private Generation read(Session session) {
        var entries = new LinkedHashMap<ConversationId, LagEntry>();
        session.forEach(
                "SELECT n, heads FROM batch WHERE lane = ? AND n > ? AND heads IS NOT NULL ORDER BY n",
                p -> p.add(moved.batch()),
                row -> {
                    var batch = new Position(lane, row.number());
                    for (var told : HeadBodies.decode(row.bytes(), batch)) {
                        var entry =
                                entries.computeIfAbsent(
                                        told.head().id(), id -> new LagEntry(told.head()));
                        entry.head(told.head());
                        if (told.made()) {
                            entry.made(batch);
                        }
                    }
                });
        session.forEach(
                "SELECT id, conversation, seq, keyHash FROM message_row WHERE id > ? ORDER BY id",
                p -> p.add(moved.row()),
                row -> {
                    long id = row.number();
                    var entry = entries.get(row.conversation());
                    long seq = row.number();
                    var keyHash = row.numberOrNull();
                    if (entry != null) { // the others' are in their tables
                        entry.add(seq, id, keyHash == null ? 0 : keyHash);
                    }
                });
        entries.values().stream()
                .filter(entry -> entry.made() != null)
                .mapToLong(entry -> entry.id().number())
                .min()
                .ifPresent(lowest -> pairs.notMovedFrom(session, lowest));
        pairs.read(session);
        var generation = Generation.again();
        for (var entry : entries.values()) {
            generation.add(entry);
            if (entry.made() != null) {
                var pair = entry.pair();
                generation.make(pair, entry.id());
                pairs.add(pair, entry.id());
            }
        }
        return generation;
    }

    /// The number of the last batch that was added.
    public long lastBatch() {
        return last.batch().n();
    }

    /// The last message's row.
    long lastRow() {
        return last.row();
    }

    /// What waits of a conversation, the older part first.
    List<LagEntry> waiting(ConversationId id) {
        var waiting = new ArrayList<LagEntry>(2);
        var older = frozen;
        var old = older == null ? null : older.get(id);
        if (old != null) {
            waiting.add(old);
        }
        var young = current.get(id);
        if (young != null) {
            waiting.add(young);
        }
        return waiting;
    }

    /// Where two people talk, if that isn't in its table: it may not be committed yet. Any thread.
    public @Nullable ConversationId between(Pair pair) {
        return pairs.between(pair);
    }

    /// Heads that were written lately, whether or not they wait.
    RecentHeads recent() {
        return recent;
    }

    /// How people find new conversations.
    PairLag pairs() {
        return pairs;
    }

    /// Whether two people may have a conversation in the table, who have none that waits.
    boolean mayHold(Pair pair) {
        return known.mayHold(pair);
    }

    /// Has the table of pairs read, of which there are about so many.
    public void readPairs(long expected) {
        known.read(expected, pairs::forEach);
    }

    /// Takes over what a batch wrote, just before it is committed: from then on readers wait for
    /// the commit.
    void add(Staged staged, Position batch) {
        uncertain = true;
        staged.moved().forEach(this::forget);
        staged.entries().forEach(current::add);
        staged.made()
                .forEach((pair, id) -> {
                    current.make(pair, id);
                    pairs.add(pair, id);
                    known.add(pair, pairs::forEach);
                });
        staged.told().forEach(told -> recent.put(told.head()));
        last = new Place(batch, staged.lastRow());
    }

    private void forget(ConversationId id) {
        current.forget(id);
        var older = frozen;
        if (older != null) {
            older.forget(id);
        }
    }

    /// Whether rows of this conversation wait. Any thread.
    public boolean concerns(ConversationId id) {
        return concerns(generation -> generation.concerns(id));
    }

    private boolean concerns(Predicate<Generation> asked) {
        return find(generation -> asked.test(generation) ? generation : null) != null;
    }

    private <T> @Nullable T find(Function<Generation, @Nullable T> asked) {
        while (true) {
            // the younger first: what is frozen meanwhile is found there
            var young = current;
            var found = asked.apply(young);
            if (found != null) {
                return found;
            }
            var older = frozen;
            found = older == null ? null : asked.apply(older);
            if (found != null) {
                return found;
            }
            if (young == current) {
                return null;
            } // else it was frozen, or all was read again
        }
    }

    /// Who talks in a conversation of which rows wait; it may not be committed yet. Any thread.
    public @Nullable Pair pairOf(ConversationId id) {
        return find(generation -> {
            var entry = generation.get(id);
            return entry == null ? null : entry.pair();
        });
    }

    /// Whether rows of this user's conversations wait. Any thread.
    public boolean concerns(UserId user) {
        return concerns(generation -> generation.concerns(user));
    }

    /// Moves what waits of a conversation.
    ///
    /// @return to be called when that is committed
    public Runnable settle(Session session, ConversationId id) {
        var waiting = waiting(id);
        new LagRows(session).write(waiting);
        return () -> forget(id);
    }

    /// Moves what waits of a user's conversations.
    ///
    /// @return to be called when that is committed
    public Runnable settle(Session session, UserId user) {
        var ids = new LinkedHashSet<ConversationId>();
        var older = frozen;
        if (older != null) {
            ids.addAll(older.conversationsOf(user));
        }
        ids.addAll(current.conversationsOf(user));
        var waiting = new ArrayList<LagEntry>();
        ids.stream().sorted().forEach(id -> waiting.addAll(waiting(id)));
        var rows = new LagRows(session);
        rows.write(waiting);
        if (older != null) {
            rows.writeLists(List.of(older.missing(user)));
        }
        rows.writeLists(List.of(current.missing(user)));
        return () -> {
            ids.forEach(this::forget);
            current.forget(user);
            if (older != null) {
                older.forget(user);
            }
        };
    }

    /// Whether there is enough, or it is old enough, to be moved.
    boolean isDue(boolean all) {
        int size = current.size();
        return size >= MANY
                || size > 0 && (all || current.ageNanos() >= OLD_NANOS)
                || last.row() - moved.row() > ROWS_BEHIND;
    }

    /// Whether no more may be added before a generation was moved.
    public boolean isFull() {
        return current.size() >= FULL || pairs.isFull();
    }

    /// Whether there is enough to be moved at once.
    boolean isMuch() {
        return current.size() >= MANY;
    }

    /// How large the present generation is, in parts of the frozen one. Whoever moves that keeps
    /// ahead of this.
    double grown() {
        var older = frozen;
        return older == null || older.size() == 0 ? 0 : (double) current.size() / older.size();
    }

    /// A generation that is to be moved.
    ///
    /// @param upTo how far it goes
    record Frozen(Generation generation, Place upTo) {}

    /// Ends the present generation: it is to be moved now. One that was ended before and couldn't
    /// be moved comes first.
    Frozen freeze() {
        var older = frozen;
        if (older == null) {
            older = current;
            frozen = older;
            current = Generation.expecting(older.entries().size());
            frozenAt = last;
        }
        return new Frozen(older, frozenAt);
    }

    boolean isFrozen() {
        return frozen != null;
    }

    /// Whether it is still this one that is to be moved; not if all was read again.
    boolean isFrozen(Frozen one) {
        return frozen == one.generation();
    }

    /// This generation is in its tables.
    void thawed(Frozen one) {
        moved = one.upTo();
        frozen = null;
    }

    /// The last batch whose row in the feed isn't needed here any more.
    public long movedBatch() {
        return moved.batch().n();
    }

    /// Rows that wait. Any thread.
    public int size() {
        var older = frozen;
        return current.size() + (older == null ? 0 : older.size());
    }

    /// The highest conversation number that waits; 0 if none does.
    public long highestConversation() {
        return current.entries().stream().mapToLong(entry -> entry.id().number()).max().orElse(0);
    }
}
