package parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.core.Scene;
import parley.core.conversation.Pair;
import parley.core.log.LogStore.StoreUnavailable;
import parley.core.message.MessageContent;
import parley.store.schema.Migrations.SchemaRefused;

/// What holds for a database in a file beyond the contracts.
final class SqliteFileTest {
    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("new").resolve("parley.db");
    }

    private Database open() {
        return Database.open("sqlite:" + file, Clock.systemUTC());
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void all_is_there_when_it_is_opened_again() {
        byte[] secret;
        Scene scene;
        try (var database = open()) {
            scene = new Scene(new SqlStores(database));
            secret = database.secrets().secret("epoch", () -> new byte[] {1, 2, 3});
        }
        var alice = scene.person();
        var bob = scene.person();
        try (var database = open()) {
            var again = new Scene(new SqlStores(database));
            var id = again.direct(alice, bob);
            again.send(id, alice, MessageContent.plain("hi"), "k");
        }
        try (var database = open()) {
            var id = database.conversations().direct(Pair.of(alice, bob)).orElseThrow();
            assertThat(database.messages().find(id, 1).orElseThrow().content().text())
                    .isEqualTo("hi");
            assertThat(database.secrets().secret("epoch", () -> new byte[] {9})).isEqualTo(secret);
            assertThat(database.log().nextConversation()).isGreaterThan(id.number());
            // the key is found: its hash is made under the same secret
            assertThat(new Scene(new SqlStores(database)).key(id, alice, "k")).isPresent();
            assertThat(database.isReady()).isTrue();
        }
    }

    @Test
    void a_newer_schema_is_refused() throws SQLException {
        open().close();
        execute("INSERT INTO migration (version, name, checksum) VALUES (900, 'later', 'x')");
        assertThatThrownBy(this::open)
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContaining("900")
                .hasMessageContaining("newer program");
    }

    @Test
    void another_past_is_refused() throws SQLException {
        open().close();
        execute("UPDATE migration SET checksum = 'x' WHERE version = 1");
        assertThatThrownBy(this::open)
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContaining("001_messenger.sql");
    }

    @Test
    void each_batch_leaves_one_row_in_the_feed() throws SQLException {
        try (var database = open()) {
            var scene = new Scene(new SqlStores(database));
            var alice = scene.person();
            scene.send(scene.direct(alice, scene.person()), alice, "hi");
            scene.write(tx -> {
                tx.rows().putPasswordHash(alice, "hash"); // and tells nobody
                return true;
            });
        }
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT n FROM batch ORDER BY n")) {
            for (int n = 1; n <= 3; n++) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(n);
            }
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void many_readers_read_while_one_writes() throws Exception {
        try (var database = open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var scene = new Scene(new SqlStores(database));
            var alice = scene.person();
            var id = scene.direct(alice, scene.person());
            var reads = new ArrayList<Future<Boolean>>();
            for (int i = 0; i < 300; i++) {
                reads.add(
                        threads.submit(() -> {
                            var found = database.messages().entriesAfter(id, 0, 1000);
                            for (int at = 0; at < found.size(); at++) {
                                if (found.get(at).rev() != at + 1) {
                                    return false;
                                }
                            }
                            return true;
                        }));
                if (i % 3 == 0) {
                    scene.send(id, alice, "message " + i);
                }
            }
            for (var read : reads) {
                assertThat(read.get()).isTrue();
            }
        }
    }

    @Test
    void a_closed_database_is_unavailable_and_not_ready() {
        var database = open();
        database.close();
        assertThat(database.isReady()).isFalse();
        assertThatThrownBy(() -> database.users().count()).isInstanceOf(StoreUnavailable.class);
    }
}
