package parley.core.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.ScheduledChanged;
import parley.core.log.ChangeBody.ScheduledChanged.State;
import parley.core.log.LogWorld;
import parley.core.message.HistoryReader.Span;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;

/// What is written to be sent later, from the use case to the rows and back.
public interface ScheduledContract {
    DeviceId DEVICE = new DeviceId(7);

    Stores stores();

    private static Instant in(Duration time) {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(time);
    }

    private static Scheduler.Kept schedule(
            LogWorld world, UserId who, ConversationId to, String key, Instant at) {
        return world.scheduler.schedule(
                new Sender(who, DEVICE), to, key, at, MessageContent.plain("later " + key));
    }

    // A time that comes soon, but hasn't come when it is looked at; how long that takes isn't
    // known.
    private static <T> T soon(Function<Instant, T> keep) {
        for (var ahead = Duration.ofMillis(50); ; ahead = ahead.multipliedBy(2)) {
            try {
                return keep.apply(in(ahead));
            } catch (Refusal late) {
                assertThat(late.field()).isEqualTo("sendAt");
            }
        }
    }

    // until what was scheduled shortly ahead is due
    private static void awaitDue(LogWorld world, int count) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        int ended = 0;
        while (ended < count) {
            assertThat(System.nanoTime()).as("sent in time").isLessThan(deadline);
            ended += world.due.sendDue();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static List<State> told(LogWorld world, UserId who) {
        var states = new ArrayList<State>();
        for (var entry : world.entries(world.account(who))) {
            if (entry instanceof Change change
                    && change.body() instanceof ScheduledChanged scheduled) {
                states.add(scheduled.state());
            }
        }
        return states;
    }

    private static List<String> texts(LogWorld world, UserId reader, ConversationId where) {
        return world.history.page(reader, where, new Span.After(0), 100).messages().stream()
                .map(one -> one.message().content().text())
                .toList();
    }

    @Test
    default void what_is_scheduled_is_sent_once_at_its_time_and_reads_nothing() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var talk = world.direct(alice, people.get(1));
            world.send(people.get(1), talk, "are you there?", null);
            var first = soon(at -> schedule(world, alice, talk, "k", at));
            assertThat(first.made()).isTrue();
            assertThat(schedule(world, alice, talk, "k", first.scheduled().sendAt()).made())
                    .isFalse();
            schedule(world, alice, talk, "j", in(Duration.ofHours(1)));
            assertThat(world.scheduler.list(alice, talk))
                    .extracting(one -> one.of().key())
                    .containsExactly("k", "j");
            awaitDue(world, 1);
            assertThat(world.due.sendDue()).isZero();
            assertThat(texts(world, alice, talk)).containsExactly("are you there?", "later k");
            var listed = world.reader.require(talk, alice);
            assertThat(listed.marks().read()).isZero();
            assertThat(world.reader.unread(listed)).isEqualTo(1);
            assertThat(world.scheduler.list(alice, talk))
                    .extracting(one -> one.of().key())
                    .containsExactly("j");
            assertThat(told(world, alice))
                    .containsExactly(State.WAITING, State.WAITING, State.SENT);
            assertThat(told(world, people.get(1))).isEmpty();
        }
    }

    @Test
    default void what_was_sent_before_a_kill_is_not_sent_again() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var talk = world.direct(alice, people.get(1));
            soon(at -> schedule(world, alice, talk, "k", at));
            // as it is when the process is killed between the send and its note
            world.sender
                    .send(
                            new Sender(alice, DEVICE),
                            new Request(
                                    new Address.ToConversation(talk),
                                    MessageContent.plain("later k").scheduled(),
                                    Conditions.ofKey("k"),
                                    null))
                    .join();
            awaitDue(world, 1);
            assertThat(texts(world, alice, talk)).containsExactly("later k");
            assertThat(world.scheduler.list(alice, talk)).isEmpty();
        }
    }

    @Test
    default void it_is_changed_and_cancelled_while_it_waits() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var talk = world.direct(alice, people.get(1));
            var me = new Sender(alice, DEVICE);
            schedule(world, alice, talk, "k", in(Duration.ofHours(1)));
            var changed =
                    world.scheduler.change(
                            me, talk, "k", new Scheduler.Patch("better", null, null));
            assertThat(changed.content().text()).isEqualTo("better");
            assertThat(world.scheduler.list(alice, talk)).containsExactly(changed);
            assertThat(
                            Refusals.codeOf(() ->
                                    schedule(world, alice, talk, "k", in(Duration.ofHours(2)))))
                    .isEqualTo(RefusalCode.KEY_CONFLICT);
            assertThat(
                            Refusals.codeOf(() ->
                                    schedule(world, alice, talk, "j", in(Duration.ofDays(400)))))
                    .isEqualTo(RefusalCode.BAD_REQUEST);
            assertThat(
                            Refusals.codeOf(() ->
                                    schedule(world, alice, talk, "j", in(Duration.ofDays(-1)))))
                    .isEqualTo(RefusalCode.BAD_REQUEST);
            assertThat(Refusals.codeOf(() -> world.scheduler.cancel(people.get(1), talk, "k")))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            world.scheduler.cancel(alice, talk, "k");
            assertThat(world.scheduler.list(alice, talk)).isEmpty();
            assertThat(told(world, alice))
                    .containsExactly(State.WAITING, State.WAITING, State.CANCELLED);
        }
    }

    @Test
    default void what_may_not_be_sent_any_more_fails_and_waits_for_its_author() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var bob = people.get(1);
            var talk = world.direct(alice, bob);
            var tea = world.group(false, alice, bob);
            soon(at -> schedule(world, bob, talk, "k", at));
            soon(at -> schedule(world, bob, tea, "k", at));
            world.blocks.block(alice, bob);
            world.members.leave(bob, tea);
            awaitDue(world, 2);
            assertThat(texts(world, alice, talk)).isEmpty();
            var left = world.scheduler.list(bob, talk);
            assertThat(left).extracting(Scheduled::state).containsExactly(State.FAILED);
            assertThat(left).extracting(Scheduled::code).containsExactly(RefusalCode.BLOCKED);
            assertThat(world.database.scheduled().list(bob)).isEqualTo(left);
            assertThat(world.due.sendDue()).isZero();
            world.blocks.unblock(alice, bob);
            soon(at ->
                    world.scheduler.change(
                            new Sender(bob, DEVICE),
                            talk,
                            "k",
                            new Scheduler.Patch(null, null, at)));
            awaitDue(world, 1);
            assertThat(texts(world, alice, talk)).containsExactly("later k");
        }
    }

    @Test
    default void a_hundred_wait_for_one_conversation_at_most() {
        try (var world = new LogWorld(stores())) {
            var alice = world.people(1).getFirst();
            var notes = world.direct(alice, alice);
            var later = in(Duration.ofHours(1));
            for (int i = 0; i < Scheduler.CONVERSATION_MAX; i++) {
                schedule(world, alice, notes, "k" + i, later);
            }
            assertThat(Refusals.codeOf(() -> schedule(world, alice, notes, "more", later)))
                    .isEqualTo(RefusalCode.TOO_MANY);
            assertThat(schedule(world, alice, notes, "k0", later).made()).isFalse();
        }
    }
}
