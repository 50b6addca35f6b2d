package parley.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.LogWorld;

/// *Stale state + changes = fresh state*, whatever happens while clients come and go.
final class SyncConvergenceTest {
    private static final int PEOPLE = 5;

    private final LogWorld world = new LogWorld();
    private final List<UserId> people = world.people(PEOPLE);

    @Test
    void what_a_client_had_and_the_changes_it_missed_is_what_it_would_fetch_afresh() {
        new Convergence(new LogWorld(), 60).run();
    }

    @Test
    void who_left_while_away_is_told_the_end_and_nothing_else() {
        try (world) {
            var alice = people.get(0);
            var bob = people.get(1);
            var group = world.group(false, alice, bob);
            world.send(alice, group, "before", null);
            var cursor = world.database.conversations().positions();
            world.send(alice, group, "still for bob, but he is away", null);
            world.members.remove(alice, group, bob);
            world.send(alice, group, "not for bob", null);

            var parts = new ArrayList<SyncReader.Part>();
            world.sync.since(bob, world.account(bob), cursor).parts().forEach(parts::add);

            var part =
                    parts.stream().filter(one -> one.listed().head().id().equals(group)).toList();
            assertThat(part).hasSize(1);
            assertThat(part.getFirst().events()).hasSize(1);
            assertThat(part.getFirst().events().getFirst().entry())
                    .isInstanceOfSatisfying(
                            Change.class,
                            change ->
                                    assertThat(change.body().member())
                                            .hasValueSatisfying(member ->
                                                    assertThat(member.endsMembership()).isTrue()));
        }
    }

    @Test
    void who_joins_a_group_whose_history_begins_with_joining_sees_nothing_earlier() {
        try (world) {
            var alice = people.get(0);
            var bob = people.get(1);
            var group = world.group(true, alice, people.get(2));
            world.send(alice, group, "secret 1", null);
            world.members.add(alice, group, List.of(bob));
            world.send(alice, group, "open", null);
            world.members.remove(alice, group, bob);
            world.send(alice, group, "secret 2", null);
            world.members.add(alice, group, List.of(bob));
            world.send(alice, group, "open again", null);

            var seen =
                    world.history.changes(bob, group, 0, 100).entries().stream()
                            .filter(one -> one.entry() instanceof parley.core.log.Message)
                            .map(one -> one.visible())
                            .toList();
            assertThat(seen).containsExactly(false, false, false, true);
            var page =
                    world.history.page(
                            bob, group, new parley.core.message.HistoryReader.Span.After(0), 100);
            assertThat(page.messages())
                    .extracting(one -> one.message().content().text())
                    .containsExactly("open again");
            var around =
                    world.history.page(
                            bob, group, new parley.core.message.HistoryReader.Span.Around(2), 100);
            assertThat(around.messages()).extracting(one -> one.seq()).containsExactly(4L);
            assertThat(parley.core.Refusals.codeOf(() -> world.history.message(bob, group, 3)))
                    .isEqualTo(parley.core.RefusalCode.NOT_FOUND);
            assertThat(world.reader.unread(world.reader.require(group, bob))).isEqualTo(1);
        }
    }
}
