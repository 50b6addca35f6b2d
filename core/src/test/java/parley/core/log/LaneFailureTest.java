package parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.core.log.LogWorld.outcome;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.SendOutcome;
import parley.core.message.SendOutcome.Stored;
import parley.core.receipt.Marks;

/// The log's writer when something fails: the database, an entry, a rule, whoever is told.
final class LaneFailureTest extends LaneScene {
    @Test
    void one_entry_that_cant_be_stored_stops_nobody_else() {
        var direct = world.direct(alice, bob);
        var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
        for (int i = 0; i < 100; i++) {
            var text = i == 37 || i == 38 ? "poison " + i : "fine " + i;
            sendings.add(
                    world.sending(
                            alice,
                            new Address.ToConversation(direct),
                            text,
                            Conditions.ofKey("" + i)));
        }

        for (int i = 0; i < 100; i++) {
            if (i == 37 || i == 38) {
                assertThat(code(outcome(sendings.get(i)))).isEqualTo(RefusalCode.BAD_REQUEST);
            } else {
                assertThat(outcome(sendings.get(i))).isInstanceOf(Stored.class);
            }
        }
        isDense(world.entries(direct));
        assertThat(messages(world.entries(direct))).hasSize(98);
    }

    @Test
    void while_the_database_is_away_nothing_is_stored_and_everyone_is_told() {
        var direct = world.direct(alice, bob);
        store.before.add(UncertainLogStore.throwing(UncertainLogStore::away));

        assertThat(code(world.send(alice, direct, "hi", "k"))).isEqualTo(RefusalCode.UNAVAILABLE);
        assertThat(world.entries(direct)).isEmpty();
        assertThat(((Stored) world.send(alice, direct, "hi", "k")).duplicate()).isFalse();

        store.before.add(UncertainLogStore.throwing(UncertainLogStore::away));
        assertThat(Refusals.codeOf(() -> world.group(false, alice, bob)))
                .isEqualTo(RefusalCode.UNAVAILABLE);
    }

    @Test
    void a_commit_of_unknown_fate_is_said_to_be_so_and_its_key_settles_it() {
        var direct = world.direct(alice, bob);
        store.after.add(UncertainLogStore.throwing(UncertainLogStore::uncertain));

        assertThat(code(world.send(alice, direct, "hi", "k"))).isEqualTo(RefusalCode.UNKNOWN);
        assertThat(((Stored) world.send(alice, direct, "hi", "k")).duplicate()).isTrue();

        assertThat(messages(world.entries(direct))).hasSize(1);
        assertThat(((Stored) world.send(alice, direct, "next", null)).seq()).isEqualTo(2);
    }

    @Test
    void a_listener_that_fails_makes_nothing_be_stored_twice() {
        var direct = world.direct(alice, bob);
        var failures = new AtomicInteger();
        world.listener(batch -> {
            if (failures.incrementAndGet() == 1) {
                throw new IllegalStateException("the fan-out is broken");
            }
            throw new StackOverflowError();
        });

        assertThat(world.send(alice, direct, "once", null)).isInstanceOf(Stored.class);
        assertThat(world.send(alice, direct, "and once", null)).isInstanceOf(Stored.class);

        assertThat(failures).hasValue(2);
        assertThat(messages(world.entries(direct))).hasSize(2);
    }

    @Test
    void the_writer_outlives_a_rule_that_ends_in_an_error() {
        var direct = world.direct(alice, bob);

        assertThat(
                        Refusals.codeOf(() ->
                                world.log.amend(scope -> {
                                    throw new StackOverflowError();
                                })))
                .isEqualTo(RefusalCode.BAD_REQUEST);

        assertThat(world.send(alice, direct, "still here", null)).isInstanceOf(Stored.class);
    }

    @Test
    void a_rule_that_fails_undoes_what_it_wrote_and_nothing_else() {
        var direct = world.direct(alice, bob);
        var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
        inParallel(
                20,
                i -> {
                    if (i % 2 == 0) {
                        assertThat(
                                        Refusals.codeOf(() ->
                                                world.log.amend(scope -> {
                                                    scope.append(
                                                            direct,
                                                            alice,
                                                            new ChangeBody.BlockChanged(bob, true));
                                                    throw Refusal.of(RefusalCode.CONFLICT, "no");
                                                })))
                                .isEqualTo(RefusalCode.CONFLICT);
                    } else {
                        synchronized (sendings) {
                            sendings.add(
                                    world.sending(
                                            alice,
                                            new Address.ToConversation(direct),
                                            "" + i,
                                            Conditions.NONE));
                        }
                    }
                });
        sendings.forEach(LogWorld::outcome);

        isDense(world.entries(direct));
        assertThat(world.entries(direct)).hasSize(10).allMatch(Message.class::isInstance);
    }

    @Test
    void what_waits_too_long_in_line_is_refused_rather_than_kept() {
        var direct = world.direct(alice, bob);
        var goOn = new CountDownLatch(1);
        store.before.add(() -> await(goOn));
        var text = "x".repeat(5_000);
        var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
        int most = (int) (CommitQueue.MAX_WEIGHT / 10_000);
        for (int i = 0; i < most + 1_000; i++) {
            sendings.add(
                    world.sending(
                            alice, new Address.ToConversation(direct), text, Conditions.NONE));
        }
        assertThat(code(outcome(sendings.getLast()))).isEqualTo(RefusalCode.UNAVAILABLE);
        goOn.countDown();

        long stored = sendings.stream().filter(one -> outcome(one) instanceof Stored).count();
        assertThat(stored).isBetween(1_000L, (long) most + 1_000);
        assertThat(messages(world.entries(direct))).hasSize((int) stored);
        assertThat(world.send(alice, direct, "again", null)).isInstanceOf(Stored.class);
    }

    @Test
    void after_the_end_nothing_is_taken_and_what_waited_is_written() {
        var direct = world.direct(alice, bob);
        var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
        for (int i = 0; i < 2_000; i++) {
            sendings.add(
                    world.sending(
                            alice, new Address.ToConversation(direct), "" + i, Conditions.NONE));
        }
        world.tracker.mark(bob, direct, 1, true);
        world.close();

        assertThat(sendings).allMatch(CompletableFuture::isDone);
        assertThat(messages(world.entries(direct))).hasSize(2_000);
        assertThat(code(world.send(alice, direct, "late", null)))
                .isEqualTo(RefusalCode.UNAVAILABLE);
        assertThat(marks(bob, direct)).isEqualTo(Marks.readTo(1));
    }
}
