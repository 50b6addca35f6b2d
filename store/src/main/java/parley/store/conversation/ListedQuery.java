package parley.store.conversation;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationStore.PageEnd;
import parley.core.conversation.Head;
import parley.core.conversation.Listed;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Positions;
import parley.core.receipt.Marks;
import parley.store.sql.Beyond;
import parley.store.sql.Parameters;
import parley.store.sql.Row;
import parley.store.sql.Session;

/// One user's conversations, direct ones and others, as one list in the order of their last
/// messages. What it is narrowed down by holds for each conversation's head `c` and the user's own
/// row `o`.
final class ListedQuery {
    private static final String DIRECT =
            """
            SELECT %s, %s, 0 AS received, 0 AS read
            FROM \
            """
                    .formatted(HeadRows.COLUMNS, MembershipRows.DIRECT_COLUMNS);
    private static final String MEMBER =
            """
            SELECT %s, %s, COALESCE(k.received, 0), COALESCE(k.read, 0)
            FROM member m JOIN conversation c ON c.id = m.conversation
            LEFT JOIN mark k ON k.conversation = m.conversation AND k."user" = m."user"
            WHERE m."user" = ?\
            """
                    .formatted(HeadRows.COLUMNS, MembershipRows.COLUMNS);

    private final UserId user;
    private final StringBuilder direct = new StringBuilder();
    private final StringBuilder member = new StringBuilder(MEMBER);
    private final List<Session.Binder> ofDirect = new ArrayList<>();
    private final List<Session.Binder> ofMember = new ArrayList<>();
    private String directTable = "direct";
    private int max = Integer.MAX_VALUE;

    private ListedQuery(UserId user) {
        this.user = user;
    }

    static ListedQuery of(UserId user) {
        return new ListedQuery(user);
    }

    private ListedQuery and(String condition, Session.Binder parameters) {
        direct.append(" AND ").append(condition.replace("o.", "d."));
        member.append(" AND ").append(condition.replace("o.", "m."));
        ofDirect.add(parameters);
        ofMember.add(parameters);
        return this;
    }

    ListedQuery only(ConversationId conversation) {
        directTable = "direct_of";
        return and("o.conversation = ?", p -> p.add(conversation));
    }

    /// Those to which the user belongs and which aren't off the list. One that was cleared is on it
    /// again with the next message, without a row being written for that.
    ListedQuery present() {
        member.append(" AND m.state = 0");
        return and(
                "((o.flags & " + MembershipRows.HIDDEN + ") = 0 OR c.lastSeq >= o.visibleFrom)",
                p -> {});
    }

    ListedQuery pinned() {
        return and("(o.flags & " + MembershipRows.PINNED + ") <> 0", p -> {});
    }

    ListedQuery after(PageEnd end) {
        return and(
                "(c.lastMessageAt, c.id) < (?, ?)",
                p -> p.add(end.lastMessageAtMs()).add(end.conversation()));
    }

    /// Those whose head or own row isn't covered; of those that the user left, what came after is
    /// none of theirs, so only the own row counts.
    ListedQuery beyond(Positions covered) {
        var beyond = new Beyond(covered);
        direct.append(" AND (" + beyond.sql("d") + " OR " + beyond.sql("c") + ")");
        member.append(
                " AND (" + beyond.sql("m") + " OR (m.state = 0 AND " + beyond.sql("c") + "))");
        Session.Binder both =
                p -> {
                    beyond.bind(p);
                    beyond.bind(p);
                };
        ofDirect.add(both);
        ofMember.add(both);
        return this;
    }

    ListedQuery max(int rows) {
        max = rows;
        return this;
    }

    List<Listed> list(Session session) {
        return session.list(
                DIRECT
                        + directTable
                        + " d JOIN conversation c ON c.id = d.conversation WHERE d.\"user\" = ?"
                        + direct
                        + " UNION ALL "
                        + member
                        + " ORDER BY lastMessageAt DESC, id DESC LIMIT ?",
                p -> {
                    bind(p, ofDirect);
                    bind(p, ofMember);
                    p.add(max);
                },
                this::listed);
    }

    private void bind(Parameters p, List<Session.Binder> conditions) throws SQLException {
        p.add(user);
        for (var condition : conditions) {
            condition.bind(p);
        }
    }

    private Listed listed(Row row) {
        var head = HeadRows.head(row);
        var membership = MembershipRows.read(row, head.id(), user);
        var marks = new Marks(row.number(), row.number());
        return new Listed(head, membership, marksOf(head.direct(), marks));
    }

    private Marks marksOf(Head.@Nullable Direct pair, Marks marks) {
        return pair == null ? marks : pair.marksOf(user);
    }
}
