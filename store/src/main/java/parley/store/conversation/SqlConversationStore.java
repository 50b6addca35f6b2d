package parley.store.conversation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationStore;
import parley.core.conversation.ConversationStore.MemberMarks;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Listed;
import parley.core.conversation.Membership;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Positions;
import parley.core.receipt.Marks;
import parley.store.sql.Engine;
import parley.store.sql.Session;

/// Reads conversations and who belongs to them.
public final class SqlConversationStore implements ConversationStore {
    private final Engine engine;

    public SqlConversationStore(Engine engine) {
        this.engine = engine;
    }

    @Override
    public Optional<Head> head(ConversationId conversation) {
        return engine.read(conversation, session -> new HeadRows(session).find(conversation));
    }

    @Override
    public Optional<ConversationId> direct(Pair pair) {
        return engine.between(pair);
    }

    @Override
    public Map<ConversationId, Pair> pairs(Collection<ConversationId> conversations) {
        var pairs = new HashMap<ConversationId, Pair>();
        var missing = new HashSet<ConversationId>();
        for (var id : conversations) {
            engine.unmovedPair(id)
                    .ifPresentOrElse(pair -> pairs.put(id, pair), () -> missing.add(id));
        }
        engine.read(session -> {
            new HeadRows(session)
                    .pairs(
                            List.copyOf(missing),
                            (id, pair) -> {
                                missing.remove(id);
                                pair.ifPresent(found -> pairs.put(id, found));
                            });
            return pairs;
        });
        for (var id : missing) { // of these there are none, or they came just now
            head(id).flatMap(Head::pair).ifPresent(pair -> pairs.put(id, pair));
        }
        return pairs;
    }

    @Override
    public Optional<Listed> listed(ConversationId conversation, UserId user) {
        return engine
                .read(
                        conversation,
                        session -> ListedQuery.of(user).only(conversation).list(session))
                .stream()
                .findFirst();
    }

    @Override
    public List<Listed> changedSince(UserId user, Positions covered) {
        return engine.read(user, session -> ListedQuery.of(user).beyond(covered).list(session));
    }

    @Override
    public List<Listed> page(UserId user, @Nullable PageEnd after, int max) {
        return engine.read(
                user,
                session -> {
                    var query = ListedQuery.of(user).present();
                    return (after == null ? query : query.after(after)).max(max).list(session);
                });
    }

    @Override
    public List<Listed> pinned(UserId user) {
        return engine.read(user, session -> ListedQuery.of(user).present().pinned().list(session));
    }

    @Override
    public Beginning beginning(UserId user, int max) {
        // Not in the same transaction: a commit's position stands there at once, its rows may lag.
        var upTo = positions();
        return engine.read(
                user,
                session ->
                        new Beginning(
                                upTo,
                                ListedQuery.of(user).present().max(max).list(session),
                                ListedQuery.of(user).present().pinned().list(session)));
    }

    @Override
    public Set<UserId> membersAt(ConversationId conversation, long rev) {
        return engine.read(
                conversation,
                session -> {
                    var head = new HeadRows(session).find(conversation);
                    if (head.isEmpty()) {
                        return Set.of();
                    }
                    var pair = head.get().pair();
                    return pair.isPresent()
                            ? peopleOf(pair.get())
                            : membersAt(session, conversation, rev);
                });
    }

    private static Set<UserId> peopleOf(Pair pair) {
        return pair.isWithSelf() ? Set.of(pair.a()) : Set.of(pair.a(), pair.b());
    }

    private static Set<UserId> membersAt(Session session, ConversationId conversation, long rev) {
        var members = new HashSet<UserId>();
        session.forEach(
                """
                SELECT "user" FROM member
                WHERE conversation = ? AND joinedRev <= ? AND (state = 0 OR leftRev > ?)
                """,
                p -> p.add(conversation).add(rev).add(rev),
                row -> members.add(row.user()));
        return members;
    }

    @Override
    public List<Membership> members(ConversationId conversation, @Nullable UserId after, int max) {
        return engine.read(
                conversation,
                session -> {
                    var head = new HeadRows(session).find(conversation);
                    if (head.isEmpty()) {
                        return List.of();
                    }
                    return MembershipRows.hasMembers(head.get().kind())
                            ? members(session, conversation, "", after, max)
                            : peopleAsMembers(session, head.get(), after, max);
                });
    }

    @Override
    public List<Membership> staff(ConversationId conversation, @Nullable UserId after, int max) {
        return engine.read(session -> members(session, conversation, "AND m.role < 2", after, max));
    }

    private static List<Membership> members(
            Session session,
            ConversationId conversation,
            String which,
            @Nullable UserId after,
            int max) {
        return session.list(
                """
                SELECT m."user", %s FROM member m
                WHERE m.conversation = ? AND m.state = 0 %s %s ORDER BY m."user" LIMIT ?
                """
                        .formatted(
                                MembershipRows.COLUMNS,
                                which,
                                after == null ? "" : "AND m.\"user\" > ?"),
                p -> {
                    p.add(conversation);
                    if (after != null) {
                        p.add(after);
                    }
                    p.add(max);
                },
                row -> {
                    var user = row.user();
                    return MembershipRows.read(row, conversation, user);
                });
    }

    private static List<Membership> peopleAsMembers(
            Session session, Head head, @Nullable UserId after, int max) {
        if (head.kind() == Kind.ACCOUNT) {
            return List.of();
        }
        var rows = new MembershipRows(session);
        return head.pair().map(SqlConversationStore::peopleOf).orElse(Set.of()).stream()
                .filter(user -> after == null || user.compareTo(after) > 0)
                .sorted()
                .limit(max)
                .flatMap(user -> rows.find(head.id(), user).stream())
                .toList();
    }

    @Override
    public List<MemberMarks> marks(ConversationId conversation, @Nullable UserId after, int max) {
        return engine.read(session ->
                session.list(
                        """
                        SELECT m."user", COALESCE(k.received, 0), COALESCE(k.read, 0) FROM member m
                        LEFT JOIN mark k
                        ON k.conversation = m.conversation AND k."user" = m."user"
                        WHERE m.conversation = ? AND m.state = 0 %s ORDER BY m."user" LIMIT ?
                        """
                                .formatted(after == null ? "" : "AND m.\"user\" > ?"),
                        p -> {
                            p.add(conversation);
                            if (after != null) {
                                p.add(after);
                            }
                            p.add(max);
                        },
                        row -> new MemberMarks(row.user(), new Marks(row.number(), row.number()))));
    }

    @Override
    public List<UserId> directPeers(UserId user, int max) {
        return engine.read(
                user,
                session ->
                        session.list(
                                """
                                SELECT CASE WHEN c.a = d."user" THEN c.b ELSE c.a END
                                FROM direct d JOIN conversation c ON c.id = d.conversation
                                WHERE d."user" = ? AND c.a <> c.b
                                ORDER BY c.lastMessageAt DESC, c.id DESC LIMIT ?
                                """,
                                p -> p.add(user).add(max),
                                row -> row.user()));
    }

    @Override
    public List<ConversationId> groupsOf(UserId user) {
        return engine.read(session ->
                session.list(
                        "SELECT conversation FROM member WHERE \"user\" = ? AND state = 0 ORDER BY conversation",
                        p -> p.add(user),
                        row -> row.conversation()));
    }

    @Override
    public Map<ConversationId, Long> groupsSeenBy(UserId user) {
        var seen = new HashMap<ConversationId, Long>();
        return engine.read(session -> {
            session.forEach(
                    "SELECT conversation, visibleFrom FROM member WHERE \"user\" = ? AND state = 0",
                    p -> p.add(user),
                    row -> seen.put(row.conversation(), row.number()));
            return seen;
        });
    }

    @Override
    public List<ConversationId> channelsOf(UserId user) {
        return engine.read(session ->
                session.list(
                        """
                        SELECT m.conversation FROM member m JOIN conversation c
                        ON c.id = m.conversation
                        WHERE m."user" = ? AND m.state = 0 AND c.kind = ? ORDER BY m.conversation
                        """,
                        p -> p.add(user).add(Kind.CHANNEL),
                        row -> row.conversation()));
    }

    @Override
    public Positions positions() {
        return engine.read(SqlConversationStore::positions);
    }

    private static Positions positions(Session session) {
        var last = new HashMap<Integer, Long>();
        session.forEach(
                "SELECT id, n FROM lane_end WHERE n > 0",
                p -> {},
                row -> last.put(row.smallNumber(), row.number()));
        return Positions.of(last);
    }
}
