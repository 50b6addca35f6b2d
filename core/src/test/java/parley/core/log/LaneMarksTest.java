package parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.core.log.LogWorld.outcome;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.id.ConversationId;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.receipt.MarkBook;
import parley.core.receipt.Marks;

/// How the log's writer keeps marks.
final class LaneMarksTest extends LaneScene {
    @Test
    void marks_are_kept_while_the_database_is_away() {
        var direct = world.direct(alice, bob);
        world.send(alice, direct, "hi", null);
        store.before.add(UncertainLogStore.throwing(UncertainLogStore::away));

        world.tracker.mark(bob, direct, 1, true);
        assertThat(world.log.flushMarks()).failsWithin(Duration.ofSeconds(20));
        world.log.flushMarks().orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(marks(bob, direct)).isEqualTo(Marks.readTo(1));
    }

    @Test
    void a_flush_waits_for_the_marks_that_are_being_stored() throws InterruptedException {
        var direct = world.direct(alice, bob);
        world.send(alice, direct, "hi", null);
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        store.before.add(() -> {
            begun.countDown();
            await(goOn);
        });
        world.tracker.mark(bob, direct, 1, true);
        var first = world.log.flushMarks();
        await(begun);

        var second = world.log.flushMarks();
        assertThat(second).as("the marks given before it aren't stored yet").isNotDone();
        goOn.countDown();

        second.orTimeout(20, TimeUnit.SECONDS).join();
        first.join();
        assertThat(marks(bob, direct)).isEqualTo(Marks.readTo(1));
    }

    @Test
    void marks_never_go_back_and_not_beyond_the_last_message() {
        for (var conversation : List.of(world.direct(alice, bob), world.group(false, alice, bob))) {
            for (int i = 0; i < 5; i++) {
                world.send(alice, conversation, "m" + i, null);
            }
            assertThat(world.tracker.mark(bob, conversation, 3, true)).isEqualTo(Marks.readTo(3));
            assertThat(world.tracker.mark(bob, conversation, 1, true)).isEqualTo(Marks.readTo(3));
            assertThat(world.tracker.mark(bob, conversation, 999, false))
                    .isEqualTo(new Marks(5, 3));
            world.log.flushMarks().join();

            assertThat(marks(bob, conversation)).isEqualTo(new Marks(5, 3));
            assertThat(world.tracker.mark(bob, conversation, 2, false)).isEqualTo(new Marks(5, 3));
            assertThat(world.reader.require(conversation, alice).marks())
                    .isEqualTo(Marks.readTo(5));
            assertThat(Refusals.codeOf(() -> world.tracker.mark(carol, conversation, 1, true)))
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
    }

    @Test
    void a_mark_that_the_book_has_no_room_for_may_be_given_again() {
        var group = world.group(false, alice, bob);
        world.send(alice, group, "hi", null);
        world.log.flushMarks().join();
        var goOn = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        store.before.add(() -> {
            begun.countDown();
            await(goOn);
        });
        var waits = world.sending(alice, new Address.ToConversation(group), "x", Conditions.NONE);
        await(begun);
        for (int i = 0; i < MarkBook.MAX_WAITING; i++) {
            world.marks.note(new ConversationId(1_000_000 + i), bob, Marks.readTo(1));
        }
        assertThat(world.tracker.mark(bob, group, 1, true)).isEqualTo(Marks.NONE);
        goOn.countDown();
        outcome(waits);
        world.log.flushMarks().orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(world.tracker.mark(bob, group, 1, true)).isEqualTo(Marks.readTo(1));
        world.log.flushMarks().orTimeout(20, TimeUnit.SECONDS).join();
        assertThat(marks(bob, group)).isEqualTo(Marks.readTo(1));
    }
}
