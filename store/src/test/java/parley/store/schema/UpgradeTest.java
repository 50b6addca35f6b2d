package parley.store.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.core.conversation.Listed;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Positions;
import parley.store.Database;
import parley.store.sql.Session;
import parley.store.sqlite.SqliteEngine;

/// A database that an older program made is used by this one.
final class UpgradeTest {
    private static final int CONVERSATIONS = 300;
    private static final int MOVED = 200;
    private static final UserId ALICE = new UserId(Long.MIN_VALUE + 1);

    @TempDir private Path folder;

    /// As version 8 left it: Alice talks with 300 people, of which 100 were told by batches that
    /// are told again; the fifth is pinned.
    private void makeOld(Path file) throws Exception {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var session = new Session(connection, SqliteEngine.newDialect())) {
            Migrations.of("sqlite").upTo(8).run(session, "");
            session.execute("UPDATE moved SET n = " + MOVED);
            session.execute("UPDATE lane SET n = " + CONVERSATIONS);
            var each =
                    "WITH RECURSIVE i(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM i WHERE x < "
                            + CONVERSATIONS
                            + ") ";
            session.execute(
                    each
                            + """
                            INSERT INTO conversation (id, kind, lastSeq, lastRev, lastAt,
                                lastMessageAt, lastOdd, lane, n, memberRev, members, a, b,
                                aReceived, aRead, bReceived, bRead)
                            SELECT x, 0, 1, 1, x, x, 0, 1, x, 0, 2, 1, 1 + x, 1, 1, 0, 0 FROM i
                            """);
            for (var people : new String[] {"1, x, 1 + x", "1 + x, x, 1"}) {
                session.execute(
                        each
                                + """
                                INSERT INTO direct ("user", conversation, peer, visibleFrom, flags,
                                    lane, n)
                                SELECT %s, 1, CASE WHEN x = 5 THEN 2 ELSE 0 END, 1, x FROM i
                                """
                                        .formatted(people));
            }
        }
    }

    @Test
    void lists_of_direct_conversations_stay() throws Exception {
        var file = folder.resolve("parley.db");
        makeOld(file);
        for (int start = 0; start < 2; start++) {
            try (var database = Database.open("sqlite:" + file, Clock.systemUTC())) {
                var conversations = database.conversations();
                assertThat(conversations.changedSince(ALICE, Positions.NONE))
                        .extracting(listed -> listed.head().id().number())
                        .doesNotHaveDuplicates()
                        .hasSize(CONVERSATIONS);
                assertThat(conversations.directPeers(ALICE, 1_000))
                        .hasSize(CONVERSATIONS)
                        .doesNotContain(ALICE);
                var fifth = conversations.listed(new ConversationId(5), ALICE).orElseThrow();
                assertThat(fifth.membership().preferences().pinned()).isTrue();
                assertThat(conversations.listed(new ConversationId(6), ALICE))
                        .map(Listed::membership)
                        .hasValueSatisfying(
                                sixth -> assertThat(sixth.preferences().pinned()).isFalse());
            }
        }
    }
}
