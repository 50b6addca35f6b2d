package parley.core.conversation;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.erasure.Erasure;
import parley.core.erasure.Erasure.Messages;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.sync.SyncReader.Part;
import parley.core.user.User;
import parley.core.user.User.Standing;

/// Those who go: what reaches them afterwards, and what others can still do with them.
public interface DepartureContract {
    Stores stores();

    @Test
    default void who_is_removed_while_catching_up_is_given_nothing_that_came_after() {
        for (var kind : List.of(Kind.GROUP, Kind.CHANNEL)) {
            try (var world = new LogWorld(stores())) {
                var people = world.people(2);
                var alice = people.get(0);
                var bob = people.get(1);
                var tea = world.group(kind, false, alice, bob);
                var cursor = world.database.conversations().positions();
                world.send(alice, tea, "for bob", null);

                var round = world.sync.since(bob, world.account(bob), cursor);
                world.members.remove(alice, tea, bob);
                world.send(alice, tea, "not for bob", null);

                var parts = new ArrayList<Part>();
                round.parts().forEach(parts::add);
                assertThat(parts).hasSize(1);
                assertThat(parts.getFirst().listed().membership().isIn()).isFalse();
                assertThat(parts.toString()).doesNotContain("not for bob");
            }
        }
    }

    @Test
    default void who_was_removed_and_came_back_while_catching_up_asks_anew() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var bob = people.get(1);
            var tea = world.group(true, alice, bob);
            var cursor = world.database.conversations().positions();
            world.send(alice, tea, "for bob", null);

            var round = world.sync.since(bob, world.account(bob), cursor);
            world.members.remove(alice, tea, bob);
            world.send(alice, tea, "not for bob", null);
            world.members.add(alice, tea, List.of(bob));

            var parts = new ArrayList<Part>();
            round.parts().forEach(parts::add);
            assertThat(parts).hasSize(1);
            assertThat(parts.getFirst().listed().membership().visibleFrom()).isEqualTo(3);
            assertThat(parts.getFirst().complete()).isFalse();
            assertThat(parts.toString()).doesNotContain("not for bob");
        }
    }

    @Test
    default void nobody_lets_in_who_is_gone_for_good() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var bob = people.get(1);
            var tea = world.group(false, alice);
            world.groups.change(
                    alice,
                    tea,
                    new SettingsPatch(null, null, null, Joining.REQUEST, null, null, null));
            world.joins.join(bob, tea);
            world.log.<Boolean>amend(scope -> {
                User user = scope.rows().user(bob).orElseThrow();
                scope.rows().put(user.with(user.status().with(Standing.DELETED)));
                return true;
            });
            assertThat(Refusals.codeOf(() -> world.joins.accept(alice, tea, bob)))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            assertThat(members(world, alice, tea)).containsExactly(alice);
            world.joins.reject(alice, tea, bob);
        }
    }

    private static List<UserId> members(LogWorld world, UserId asker, ConversationId group) {
        return new MemberReader(world.reader, world.database.conversations())
                .page(asker, group, null, 10).stream().map(Membership::user).toList();
    }

    @Test
    default void whose_account_is_gone_belongs_nowhere_and_no_group_is_without_an_owner() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(4);
            var alice = people.get(0);
            var bob = people.get(1);
            var carol = people.get(2);
            var tea = world.group(false, alice, bob, carol, people.get(3));
            world.members.changeRole(alice, tea, carol, Role.ADMIN);
            var cake = world.group(false, alice, bob);
            var shared = world.group(false, bob, alice);
            var news = world.group(Kind.CHANNEL, false, alice, bob);
            world.log.<Boolean>amend(scope -> {
                scope.rows().erasures().put(Erasure.of(alice, Messages.KEEP));
                return true;
            });
            world.accountEraser.eraseAll();
            assertThat(rolesIn(world, tea))
                    .containsExactlyInAnyOrder(
                            entry(bob, Role.MEMBER),
                            entry(carol, Role.OWNER),
                            entry(people.get(3), Role.MEMBER));
            assertThat(rolesIn(world, cake)).containsExactly(entry(bob, Role.OWNER));
            assertThat(rolesIn(world, shared)).containsExactly(entry(bob, Role.OWNER));
            assertThat(rolesIn(world, news)).containsExactly(entry(bob, Role.READER));
            assertThat(world.database.conversations().groupsOf(alice)).isEmpty();
            world.members.changeRole(carol, tea, bob, Role.ADMIN);
        }
    }

    private static List<Map.Entry<UserId, Role>> rolesIn(LogWorld world, ConversationId group) {
        return world.database.conversations().members(group, null, 10).stream()
                .map(one -> Map.entry(one.user(), one.role()))
                .toList();
    }
}
