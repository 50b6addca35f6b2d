package parley.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.store.schema.Migrations.SchemaRefused;

/// What holds between several nodes on one database.
final class PostgresqlNodesTest {
    private String url;
    private Database one;
    private Database other;
    private Scene here;
    private Scene there;

    @BeforeEach
    void open() {
        url = PostgresqlServer.newDatabase();
        one = Database.open(url, Clock.systemUTC());
        other = Database.open(url, Clock.systemUTC());
        here = new Scene(new SqlStores(one));
        there = new Scene(new SqlStores(other));
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    private void execute(String sql) {
        PostgresqlServer.execute(url.substring(url.lastIndexOf('/') + 1), sql);
    }

    @Test
    void each_node_has_a_lane_and_both_write_one_conversation() {
        var alice = here.person();
        var bob = here.person();
        var id = here.direct(alice, bob);
        var first = here.send(id, alice, "from here");
        var second = there.send(id, bob, "from there");
        assertThat(second.position().lane()).isNotEqualTo(first.position().lane());
        assertThat(second.seq()).isEqualTo(2);
        var positions = one.conversations().positions();
        assertThat(positions.covers(first.position())).isTrue();
        assertThat(positions.covers(second.position())).isTrue();
        assertThat(other.messages().entriesAfter(id, 0, 10)).containsExactly(first, second);
    }

    @Test
    void a_head_that_the_other_node_holds_is_busy() {
        var alice = here.person();
        var held = here.direct(alice, here.person());
        var free = here.direct(alice, here.person());
        here.write(tx -> {
            tx.heads(Set.of(held), false);
            there.write(inner -> {
                var heads = inner.heads(Set.of(held, free), false);
                assertThat(heads.busy()).containsExactly(held);
                assertThat(heads.held()).containsOnlyKeys(free);
                return true;
            });
            return true;
        });
    }

    @Test
    void a_pair_that_the_other_node_made_meanwhile_is_named_and_left() {
        var alice = here.person();
        var bob = here.person();
        here.write(tx -> {
            assertThat(tx.directs(List.of(Pair.of(alice, bob)))).isEmpty();
            there.direct(alice, bob);
            var late = Head.ofDirect(here.next(), Pair.of(alice, bob), tx.now(), tx.position());
            assertThat(tx.insertHeads(List.of(late))).containsExactly(late.id());
            return true;
        });
    }

    @Test
    void a_lane_that_was_taken_is_left_and_the_batch_repeated_in_another() {
        var alice = here.person();
        var id = here.direct(alice, alice);
        int before = here.send(id, alice, "one").position().lane();
        execute(
                "UPDATE lane SET owner = 1, until = now() + interval '1 hour' WHERE id = "
                        + before);
        var sent = here.send(id, alice, "two");
        assertThat(sent.position().lane()).isNotEqualTo(before);
        assertThat(sent.seq()).isEqualTo(2);
    }

    @Test
    void a_lane_that_was_given_back_is_leased_again() {
        int lane = here.lastPosition().lane();
        here.direct(here.person(), here.person());
        one.close();
        one = Database.open(url, Clock.systemUTC());
        var again = new Scene(new SqlStores(one)).lastPosition();
        assertThat(again.lane()).isEqualTo(lane);
        assertThat(again.n()).isEqualTo(2);
    }

    @Test
    void conversation_numbers_of_two_nodes_never_meet() {
        long first = one.log().nextConversation();
        long second = other.log().nextConversation();
        assertThat(Math.abs(first - second)).isGreaterThanOrEqualTo(1_000);
        assertThat(one.log().nextConversation()).isEqualTo(first + 1);
    }

    @Test
    void connections_that_were_lost_cost_nothing() {
        var alice = here.person();
        var id = here.direct(alice, alice);
        var lose =
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                        + " WHERE datname = current_database() AND pid <> pg_backend_pid()";
        execute(lose);
        var sent = here.send(id, alice, "hi");
        execute(lose);
        assertThat(one.messages().find(id, sent.seq())).contains(sent);
    }

    @Test
    void a_newer_schema_is_refused() {
        execute("INSERT INTO migration (version, name, checksum) VALUES (900, 'later', 'x')");
        assertThatThrownBy(() -> Database.open(url, Clock.systemUTC()))
                .isInstanceOf(SchemaRefused.class)
                .hasMessageContaining("newer program");
    }
}
