package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.conversation.ConversationStore.MemberMarks;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.receipt.Marks;

/// What readers of who belongs, and of how far each got, may rely on.
public interface MemberStoreContract {
    Stores stores();

    private ConversationStore conversations() {
        return stores().conversations();
    }

    @Test
    default void marks_never_go_back() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var group = scene.group(alice, bob);
        scene.rows(rows -> rows.putMarks(group, bob, new Marks(5, 2)));
        scene.rows(rows -> rows.putMarks(group, bob, new Marks(3, 3)));
        scene.rows(rows -> rows.putMarks(group, alice, Marks.readTo(1)));
        assertThat(conversations().marks(group, null, 9))
                .containsExactlyInAnyOrder(
                        new MemberMarks(alice, Marks.readTo(1)),
                        new MemberMarks(bob, new Marks(5, 3)));
        assertThat(conversations().listed(group, bob).orElseThrow().marks())
                .isEqualTo(new Marks(5, 3));
    }

    @Test
    default void marks_are_read_by_the_page_also_of_those_who_gave_none() {
        var scene = new Scene(stores());
        var people = new UserId[] {scene.person(), scene.person(), scene.person(), scene.person()};
        var group = scene.group(people);
        scene.rows(rows -> rows.putMarks(group, people[2], Marks.readTo(1)));
        var sorted = Stream.of(people).sorted().toList();
        var first = conversations().marks(group, null, 3);
        assertThat(first).extracting(MemberMarks::user).isEqualTo(sorted.subList(0, 3));
        var rest = conversations().marks(group, first.getLast().user(), 3);
        assertThat(rest).extracting(MemberMarks::user).isEqualTo(sorted.subList(3, 4));
        assertThat(Stream.concat(first.stream(), rest.stream()).map(MemberMarks::marks))
                .containsOnly(Marks.NONE, Marks.readTo(1));
    }

    @Test
    default void marks_of_those_who_left_are_not_told() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var group = scene.group(alice, bob);
        scene.rows(rows -> rows.putMarks(group, bob, Marks.readTo(1)));
        scene.leave(group, bob);
        assertThat(conversations().marks(group, null, 9))
                .containsExactly(new MemberMarks(alice, Marks.NONE));
    }

    @Test
    default void members_are_those_of_a_rev() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var group = scene.group(alice, bob);
        var sent = scene.send(group, bob, "bye");
        var left = scene.leave(group, bob);
        assertThat(conversations().membersAt(group, 1)).containsExactly(alice);
        assertThat(conversations().membersAt(group, sent.rev()))
                .containsExactlyInAnyOrder(alice, bob);
        assertThat(conversations().membersAt(group, left.rev())).containsExactly(alice);
        var direct = scene.direct(alice, bob);
        assertThat(conversations().membersAt(direct, 0)).containsExactlyInAnyOrder(alice, bob);
        assertThat(conversations().membersAt(new ConversationId(Long.MAX_VALUE), 1)).isEmpty();
    }

    @Test
    default void owners_who_belong_now_are_counted() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var group = scene.group(alice, bob, scene.person());
        scene.put(group, bob, bobs -> bobs.with(Role.OWNER, bobs.touched()));
        scene.rows(rows -> assertThat(rows.owners(group)).isEqualTo(2));
        scene.leave(group, alice);
        scene.rows(rows -> assertThat(rows.owners(group)).isEqualTo(1));
        assertThat(conversations().listed(group, bob).orElseThrow().membership().role())
                .isEqualTo(Role.OWNER);
    }

    @Test
    default void members_are_paged_by_id() {
        var scene = new Scene(stores());
        var people = new UserId[] {new UserId(-5), new UserId(3), new UserId(-9), new UserId(1)};
        var group = scene.group(people);
        scene.leave(group, people[3]);
        var all = conversations().members(group, null, 10);
        assertThat(all)
                .extracting(Membership::user)
                .containsExactly(new UserId(3), new UserId(-9), new UserId(-5));
        assertThat(all.getLast().role()).isEqualTo(Role.OWNER);
        assertThat(conversations().members(group, new UserId(3), 1))
                .extracting(Membership::user)
                .containsExactly(new UserId(-9));
        var direct = scene.direct(people[0], people[1]);
        assertThat(conversations().members(direct, null, 1))
                .extracting(Membership::user)
                .containsExactly(new UserId(3));
        assertThat(conversations().members(direct, new UserId(3), 5))
                .extracting(Membership::user)
                .containsExactly(new UserId(-5));
    }
}
