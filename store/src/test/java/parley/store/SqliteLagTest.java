package parley.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import parley.core.Scene;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Positions;
import parley.core.message.MessageContent;
import parley.core.receipt.Marks;

/// What lags behind on SQLite is never missed: not by who reads, not after a crash, not while it is
/// moved.
final class SqliteLagTest {
    @TempDir private Path folder;

    private Database open(Path file) {
        return Database.open("sqlite:" + file, Clock.systemUTC());
    }

    /// The files as a crash would leave them: nothing was closed.
    private Path crashed(Path file) throws IOException {
        var copy = Files.createTempDirectory(folder, "crashed").resolve("parley.db");
        Files.copy(file, copy);
        Files.copy(Path.of(file + "-wal"), Path.of(copy + "-wal"));
        return copy;
    }

    @Test
    void what_was_not_moved_is_read_from_the_feed_after_a_crash() throws Exception {
        var file = folder.resolve("parley.db");
        try (var database = open(file)) {
            var scene = new Scene(new SqlStores(database));
            var alice = scene.person();
            var peers = new ArrayList<UserId>();
            for (int i = 0; i < 50; i++) {
                var peer = scene.person();
                peers.add(peer);
                var id = scene.direct(alice, peer);
                scene.send(id, alice, MessageContent.plain("one"), "first");
                scene.send(id, peer, MessageContent.plain("two"), null);
            }
            try (var again = open(crashed(file))) {
                assertTold(again, alice, peers);
            }
        }
        try (var again = open(file)) {
            assertTold(again, alice(again), List.of());
        }
    }

    private static UserId alice(Database database) {
        return database.conversations().head(new ConversationId(1)).stream()
                .flatMap(head -> head.pair().stream())
                .map(Pair::a)
                .findFirst()
                .orElseThrow();
    }

    private static void assertTold(Database database, UserId alice, List<UserId> peers) {
        var scene = new Scene(new SqlStores(database));
        for (var peer : peers) {
            var id = database.conversations().direct(Pair.of(alice, peer)).orElseThrow();
            var listed = database.conversations().listed(id, peer).orElseThrow();
            assertThat(listed.head().lastSeq()).isEqualTo(2);
            assertThat(listed.marks()).isEqualTo(Marks.readTo(2));
            assertThat(database.messages().entriesAfter(id, 0, 10)).hasSize(2);
            assertThat(scene.key(id, alice, "first")).isPresent();
        }
        assertThat(database.conversations().changedSince(alice, Positions.NONE))
                .hasSizeGreaterThanOrEqualTo(peers.size());
        assertThat(database.log().nextConversation()).isGreaterThan(50);
    }

    @Test
    @Timeout(30)
    void those_who_wait_for_the_writer_leave_it_a_reader() throws Exception {
        try (var database = open(folder.resolve("waiting.db"));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var scene = new Scene(new SqlStores(database));
            var alice = scene.person();
            var id = scene.direct(alice, scene.person());
            var asked = new CountDownLatch(16);
            var reads = new ArrayList<Future<Boolean>>();
            scene.write(tx -> {
                for (int i = 0; i < 16; i++) {
                    reads.add(
                            threads.submit(() -> {
                                asked.countDown();
                                return database.conversations().listed(id, alice).isPresent();
                            }));
                }
                try {
                    asked.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return database.users().count(); // as a cache does that has to load
            });
            for (var read : reads) {
                assertThat(read.get()).isTrue();
            }
        }
    }

    @Test
    void a_list_that_was_partly_written_before_a_crash_names_each_once() throws Exception {
        var file = folder.resolve("lists.db");
        try (var database = open(file)) {
            var scene = new Scene(new SqlStores(database));
            var alice = scene.person();
            for (int i = 0; i < 10; i++) {
                scene.direct(alice, scene.person());
                if (i % 4 == 1) {
                    assertListed(database, alice, i + 1); // as far as it goes, that is written now
                }
            }
            try (var again = open(crashed(file))) {
                scene = new Scene(new SqlStores(again));
                scene.direct(alice, scene.person());
                assertListed(again, alice, 11);
            }
        }
    }

    private static void assertListed(Database database, UserId user, int directs) {
        assertThat(database.conversations().changedSince(user, Positions.NONE))
                .filteredOn(listed -> listed.head().kind() == Kind.DIRECT)
                .extracting(listed -> listed.head().id())
                .doesNotHaveDuplicates()
                .hasSize(directs);
    }

    @Test
    void two_people_find_their_conversation_wherever_their_row_is() throws Exception {
        var file = folder.resolve("pairs.db");
        var pairs = new LinkedHashMap<Pair, ConversationId>();
        try (var database = open(file)) {
            var scene = new Scene(new SqlStores(database));
            var alice = scene.person();
            for (int i = 0; i < 20; i++) {
                var pair = Pair.of(alice, scene.person());
                pairs.put(pair, scene.direct(pair.a(), pair.b()));
                if (i == 10) { // their heads are in their table, their pairs aren't
                    assertListed(database, alice, 11);
                }
            }
            assertFound(database, pairs);
            assertThat(count(file, "pair")).isZero();
            try (var again = open(crashed(file))) {
                assertFound(again, pairs);
            }
        }
        assertThat(count(file, "pair")).isEqualTo(pairs.size());
        try (var database = open(file)) {
            assertFound(database, pairs);
            assertThat(database.conversations().direct(Pair.of(new UserId(1), new UserId(2))))
                    .isEmpty();
        }
    }

    @Test
    void those_who_lagged_when_the_database_was_brought_up_to_date_find_theirs() throws Exception {
        var file = folder.resolve("upgraded.db");
        var pairs = new LinkedHashMap<Pair, ConversationId>();
        UserId alice;
        Path upgraded;
        try (var database = open(file)) {
            var scene = new Scene(new SqlStores(database));
            alice = scene.person();
            for (int i = 0; i < 3; i++) {
                var pair = Pair.of(alice, scene.person());
                pairs.put(pair, scene.direct(pair.a(), pair.b()));
            }
            upgraded = crashed(file);
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + upgraded);
                var statement = connection.createStatement()) {
            statement.execute("UPDATE pair_moved SET conversation = 1000"); // as if all had theirs
            statement.execute("PRAGMA journal_mode = WAL");
        }
        try (var database = open(upgraded)) {
            assertListed(database, alice, 3); // their heads are in their table, their pairs aren't
            try (var again = open(crashed(upgraded))) {
                assertFound(again, pairs);
            }
        }
    }

    private static void assertFound(Database database, Map<Pair, ConversationId> pairs) {
        pairs.forEach((pair, id) -> assertThat(database.conversations().direct(pair)).contains(id));
        assertThat(
                        database.log()
                                .<Map<Pair, ConversationId>>write(tx -> tx.directs(pairs.keySet())))
                .isEqualTo(pairs);
    }

    @Test
    void who_talks_where_is_told_without_moving_anything() throws Exception {
        var file = folder.resolve("told.db");
        try (var database = open(file)) {
            var scene = new Scene(new SqlStores(database));
            var alice = scene.person();
            var pairs = new LinkedHashMap<ConversationId, Pair>();
            for (int i = 0; i < 20; i++) {
                var pair = Pair.of(alice, scene.person());
                pairs.put(scene.direct(pair.a(), pair.b()), pair);
            }
            var moved = pairs.keySet().iterator().next();
            assertThat(database.conversations().head(moved)).isPresent(); // which moves it
            long rows = count(file, "conversation");

            assertThat(database.conversations().pairs(pairs.keySet())).isEqualTo(pairs);
            assertThat(count(file, "conversation")).isEqualTo(rows);
            assertThat(rows).isLessThan(pairs.size());
        }
    }

    @Test
    void the_keys_of_a_conversation_s_first_messages_and_of_later_ones_are_found()
            throws Exception {
        var file = folder.resolve("keys.db");
        var ids = new ArrayList<ConversationId>();
        UserId alice;
        try (var database = open(file)) {
            var scene = new Scene(new SqlStores(database));
            alice = scene.person();
            ids.add(scene.direct(alice, scene.person()));
            ids.add(scene.group(alice));
            for (var id : ids) {
                for (int i = 0; i < 40; i++) {
                    scene.send(id, alice, MessageContent.plain("text"), "k" + i);
                }
            }
        }
        try (var database = open(file)) {
            var scene = new Scene(new SqlStores(database));
            for (var id : ids) {
                for (int i = 0; i < 40; i++) {
                    assertThat(scene.key(id, alice, "k" + i)).isPresent();
                }
                assertThat(scene.key(id, alice, "k40")).isEmpty();
            }
            assertThat(count(file, "message_key")).isEqualTo(2 * 8);
        }
    }

    @Test
    void readers_miss_nothing_while_it_is_moved() throws Exception {
        var file = folder.resolve("busy.db");
        var random = new Random(7);
        var people = new ArrayList<UserId>();
        for (int i = 0; i < 400; i++) {
            people.add(new UserId(random.nextLong()));
        }
        try (var database = open(file);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var talk = new RandomTalk(database);
            var reads = new ArrayList<Future<String>>();
            // more than a generation, so that some is moved while more comes
            for (int batch = 0; batch < 400; batch++) {
                var written = talk.batch(people, random, 200);
                var one = written.get(random.nextInt(written.size()));
                reads.add(threads.submit(() -> talk.wrongWith(one)));
            }
            for (var read : reads) {
                assertThat(read.get()).isEmpty();
            }
            assertThat(talk.wrongWith(talk.all())).isEmpty();
        }
        try (var database = open(file)) {
            assertThat(count(file, "message_place")).isEqualTo(400 * 200);
            assertThat(count(file, "message_place WHERE keyHash IS NOT NULL")).isEqualTo(400 * 200);
            assertThat(count(file, "direct")).isEqualTo(2 * count(file, "pair"));
            assertThat(count(file, "(SELECT DISTINCT \"user\", conversation FROM direct)"))
                    .isEqualTo(2 * count(file, "pair"));
            assertThat(count(file, "conversation")).isEqualTo(count(file, "pair"));
            assertThat(database.isReady()).isTrue();
        }
    }

    private static long count(Path file, String table) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
