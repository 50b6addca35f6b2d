package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.conversation.ConversationStore.PageEnd;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Membership.State;
import parley.core.id.ConversationId;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.Positions;
import parley.core.receipt.Marks;

/// What readers of conversations may rely on.
public interface ConversationStoreContract {
    Stores stores();

    private ConversationStore conversations() {
        return stores().conversations();
    }

    private static List<ConversationId> ids(List<Listed> listed) {
        return listed.stream().map(each -> each.head().id()).toList();
    }

    @Test
    default void a_direct_conversation_is_found_by_its_pair_and_listed_for_both() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var id = scene.direct(bob, alice);
        scene.send(id, alice, "hi");
        assertThat(conversations().direct(Pair.of(alice, bob))).contains(id);
        var forBob = conversations().listed(id, bob).orElseThrow();
        assertThat(forBob.head()).isEqualTo(conversations().head(id).orElseThrow());
        assertThat(forBob.marks()).isEqualTo(Marks.NONE);
        assertThat(forBob.membership().user()).isEqualTo(bob);
        assertThat(forBob.membership().role()).isEqualTo(Role.MEMBER);
        assertThat(conversations().listed(id, alice).orElseThrow().marks())
                .isEqualTo(Marks.readTo(1));
        assertThat(conversations().listed(id, scene.person())).isEmpty();
    }

    @Test
    default void of_many_conversations_those_of_two_people_are_told_with_their_pairs() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var old = scene.direct(alice, bob);
        scene.send(old, bob, "hi");
        assertThat(conversations().head(old)).isPresent(); // where rows lag behind, not this one's
        var group = scene.group(alice, bob);
        var notes = scene.direct(alice, alice);
        scene.send(notes, alice, "milk");
        assertThat(conversations().pairs(List.of(old, group, notes, new ConversationId(1L << 40))))
                .isEqualTo(Map.of(old, Pair.of(alice, bob), notes, Pair.of(alice, alice)));
        assertThat(conversations().pairs(List.of())).isEmpty();
    }

    @Test
    default void what_a_beginning_doesnt_show_yet_is_beyond_what_it_covers() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var id = scene.direct(alice, bob);
        for (int i = 0; i < 200; i++) {
            var sending =
                    CompletableFuture.runAsync(
                            () -> scene.send(id, bob, "meanwhile"), Thread::startVirtualThread);
            var beginning = conversations().beginning(alice, 10);
            sending.join();
            long shown =
                    beginning.page().isEmpty() ? 0 : beginning.page().getFirst().head().lastRev();
            if (shown < conversations().head(id).orElseThrow().lastRev()) {
                assertThat(ids(conversations().changedSince(alice, beginning.upTo())))
                        .containsExactly(id);
            }
        }
    }

    @Test
    default void a_note_to_self_is_listed_once() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, alice);
        assertThat(ids(conversations().page(alice, null, 10))).containsExactly(id);
        assertThat(conversations().membersAt(id, 0)).containsExactly(alice);
        assertThat(conversations().members(id, null, 10)).hasSize(1);
    }

    @Test
    default void pages_are_in_the_order_of_last_messages_and_continue_where_one_ended() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var made = new ArrayList<ConversationId>();
        for (int i = 0; i < 7; i++) {
            boolean direct = i % 2 == 0;
            made.add(
                    direct
                            ? scene.direct(alice, scene.person())
                            : scene.group(alice, scene.person()));
        }
        var latest = made.removeFirst();
        scene.send(latest, alice, "up");
        var all = conversations().page(alice, null, 100);
        assertThat(all).hasSize(7);
        assertThat(all).isSortedAccordingTo(ConversationStoreContract::latestFirst);
        var paged = new ArrayList<Listed>();
        PageEnd end = null;
        for (int i = 0; i < 4; i++) {
            var page = conversations().page(alice, end, 2);
            paged.addAll(page);
            end = endOf(paged.getLast());
        }
        assertThat(paged).isEqualTo(all);
        assertThat(conversations().page(alice, end, 2)).isEmpty();
    }

    private static int latestFirst(Listed one, Listed other) {
        int byTime =
                other.head()
                        .progress()
                        .lastMessageAt()
                        .compareTo(one.head().progress().lastMessageAt());
        return byTime != 0 ? byTime : other.head().id().compareTo(one.head().id());
    }

    private static PageEnd endOf(Listed last) {
        return new PageEnd(last.head().progress().lastMessageAt().toEpochMilli(), last.head().id());
    }

    @Test
    default void a_cleared_conversation_is_off_the_list_until_its_next_message() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var id = scene.direct(alice, bob);
        scene.send(id, bob, "one");
        scene.rows(rows -> {
            var membership = rows.membership(id, alice).orElseThrow();
            rows.put(
                    membership
                            .with(new Preferences(false, true, false, true), membership.touched())
                            .visibleFrom(2, membership.touched()));
        });
        assertThat(conversations().page(alice, null, 10)).isEmpty();
        assertThat(conversations().pinned(alice)).isEmpty();
        assertThat(ids(conversations().page(bob, null, 10))).containsExactly(id);
        assertThat(conversations().listed(id, alice).orElseThrow().membership().visibleFrom())
                .isEqualTo(2);
        scene.send(id, bob, "two");
        assertThat(ids(conversations().page(alice, null, 10))).containsExactly(id);
        assertThat(ids(conversations().pinned(alice))).containsExactly(id);
    }

    @Test
    default void preferences_are_each_members_own() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var pinned = new Preferences(true, true, true, false);
        for (var id : List.of(scene.group(alice, bob), scene.direct(alice, bob))) {
            scene.put(id, alice, membership -> membership.with(pinned, membership.touched()));
            assertThat(conversations().listed(id, alice).orElseThrow().membership().preferences())
                    .isEqualTo(pinned);
            assertThat(conversations().listed(id, bob).orElseThrow().membership().preferences())
                    .isEqualTo(Preferences.NONE);
        }
        assertThat(conversations().pinned(alice)).hasSize(2);
        assertThat(conversations().pinned(bob)).isEmpty();
    }

    @Test
    default void what_a_cursor_covers_is_not_told_again() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var quiet = scene.direct(alice, scene.person());
        var direct = scene.direct(alice, bob);
        var group = scene.group(bob, alice);
        assertThat(ids(conversations().changedSince(alice, Positions.NONE)))
                .containsExactlyInAnyOrder(quiet, direct, group);
        var cursor = conversations().positions();
        assertThat(conversations().changedSince(alice, cursor)).isEmpty();
        scene.send(direct, bob, "hi");
        assertThat(ids(conversations().changedSince(alice, cursor))).containsExactly(direct);
        scene.send(group, bob, "hi all");
        assertThat(ids(conversations().changedSince(alice, cursor)))
                .containsExactlyInAnyOrder(group, direct);
        assertThat(ids(conversations().changedSince(bob, cursor)))
                .containsExactlyInAnyOrder(group, direct);
        assertThat(conversations().changedSince(alice, conversations().positions())).isEmpty();
    }

    @Test
    default void a_cursor_of_unknown_lanes_covers_nothing_of_ours() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, scene.person());
        var strange = Positions.of(Map.of(90_001, 5L, 90_002, 6L));
        assertThat(ids(conversations().changedSince(alice, strange))).containsExactly(id);
    }

    @Test
    default void who_left_is_told_of_the_leaving_and_of_nothing_after() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var group = scene.group(alice, bob);
        var before = conversations().positions();
        scene.leave(group, bob);
        var left = conversations().changedSince(bob, before);
        assertThat(ids(left)).containsExactly(group);
        assertThat(left.getFirst().membership().state()).isEqualTo(State.LEFT);
        var after = conversations().positions();
        scene.send(group, alice, "still here");
        assertThat(conversations().changedSince(bob, after)).isEmpty();
        assertThat(conversations().page(bob, null, 10)).isEmpty();
        assertThat(conversations().groupsOf(bob)).isEmpty();
        assertThat(conversations().listed(group, bob)).isPresent();
    }

    @Test
    default void own_rows_that_changed_are_told_to_their_owner_alone() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var group = scene.group(alice, bob);
        scene.send(group, alice, "hi");
        var cursor = conversations().positions();
        scene.write(tx -> {
            tx.rows().putMarks(group, bob, new Marks(1, 0));
            return true;
        });
        assertThat(ids(conversations().changedSince(bob, cursor))).containsExactly(group);
        assertThat(conversations().changedSince(alice, cursor)).isEmpty();
        assertThat(conversations().listed(group, bob).orElseThrow().marks())
                .isEqualTo(new Marks(1, 0));
    }

    @Test
    default void direct_peers_come_latest_first_without_oneself() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var carol = scene.person();
        scene.direct(alice, alice);
        var withBob = scene.direct(alice, bob);
        scene.direct(alice, carol);
        scene.group(alice, scene.person());
        assertThat(conversations().directPeers(alice, 10)).containsExactlyInAnyOrder(bob, carol);
        scene.rows(rows -> {});
        scene.write(tx -> {
            var head = Scene.head(tx, withBob);
            var later = tx.now().plusSeconds(60);
            tx.updateHeads(List.of(head.with(new Head.Progress(1, 1, later, later, 0))));
            return true;
        });
        assertThat(conversations().directPeers(alice, 10)).containsExactly(bob, carol);
        assertThat(conversations().directPeers(alice, 1)).containsExactly(bob);
    }

    @Test
    default void groups_are_those_one_belongs_to() {
        var scene = new Scene(stores());
        var alice = scene.person();
        scene.direct(alice, scene.person());
        var one = scene.group(alice);
        var other = scene.group(scene.person(), alice);
        assertThat(conversations().groupsOf(alice)).containsExactlyInAnyOrder(one, other);
    }

    @Test
    default void a_change_without_a_message_moves_no_list() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var group = scene.group(alice);
        var before = conversations().head(group).orElseThrow().progress().lastMessageAt();
        var cursor = conversations().positions();
        scene.change(group, alice, ConversationChanged.to(SettingsPatch.named("Coffee", null)));
        var head = conversations().head(group).orElseThrow();
        assertThat(head.progress().lastMessageAt()).isEqualTo(before);
        assertThat(ids(conversations().changedSince(alice, cursor))).containsExactly(group);
    }

    @Test
    default void five_thousand_conversations_are_listed_whole() {
        var scene = new Scene(stores());
        var alice = scene.person();
        scene.write(tx -> {
            var heads = new ArrayList<Head>();
            for (int i = 0; i < 5_000; i++) {
                var pair = Pair.of(alice, scene.person());
                heads.add(Head.ofDirect(scene.next(), pair, tx.now(), tx.position()));
            }
            tx.insertHeads(heads);
            return true;
        });
        var cursor = conversations().positions();
        assertThat(conversations().changedSince(alice, Positions.NONE)).hasSize(5_000);
        assertThat(conversations().page(alice, null, 20)).hasSize(20);
        var id = scene.direct(alice, scene.person());
        assertThat(ids(conversations().changedSince(alice, cursor))).containsExactly(id);
    }
}
