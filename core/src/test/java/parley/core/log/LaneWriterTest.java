package parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.core.log.LogWorld.outcome;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.SendOutcome;
import parley.core.message.SendOutcome.Refused;
import parley.core.message.SendOutcome.Stored;
import parley.core.receipt.Marks;

/// The log's writer under concurrency and failure.
final class LaneWriterTest {
    private final List<UncertainLogStore> stores = new ArrayList<>();
    private final LogWorld world =
            new LogWorld(
                    Clock.systemUTC(),
                    store -> {
                        stores.add(new UncertainLogStore(store));
                        return stores.getFirst();
                    });
    private final UncertainLogStore store = stores.getFirst();
    private final UserId alice = world.person("alice");
    private final UserId bob = world.person("bob");
    private final UserId carol = world.person("carol");

    @AfterEach
    void close() {
        world.close();
    }

    private static RefusalCode code(SendOutcome outcome) {
        return ((Refused) outcome).code();
    }

    private static void isDense(List<LogEntry> entries) {
        assertThat(entries.stream().map(LogEntry::rev))
                .isEqualTo(LongStream.rangeClosed(1, entries.size()).boxed().toList());
        var seqs = messages(entries).stream().map(Message::seq).toList();
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, seqs.size()).boxed().toList());
    }

    private static List<Message> messages(List<LogEntry> entries) {
        return entries.stream().filter(Message.class::isInstance).map(Message.class::cast).toList();
    }

    private static void inParallel(int threads, java.util.function.IntConsumer work) {
        var failures = new ArrayList<CompletableFuture<Void>>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            failures.add(
                    CompletableFuture.runAsync(
                            () -> work.accept(number), Thread::startVirtualThread));
        }
        failures.forEach(one -> one.orTimeout(60, TimeUnit.SECONDS).join());
    }

    @Test
    void concurrent_senders_get_dense_seqs_and_revs_each_in_their_order() {
        var group = world.group(false, alice, bob, carol);
        var people = List.of(alice, bob, carol);

        inParallel(
                12,
                sender -> {
                    var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
                    for (int i = 0; i < 200; i++) {
                        sendings.add(
                                world.sending(
                                        people.get(sender % 3),
                                        new Address.ToConversation(group),
                                        sender + "-" + i,
                                        Conditions.NONE));
                    }
                    var seqs = sendings.stream().map(one -> ((Stored) outcome(one)).seq()).toList();
                    assertThat(seqs).isSorted().doesNotHaveDuplicates();
                });

        var entries = world.entries(group);
        isDense(entries);
        assertThat(messages(entries)).hasSize(12 * 200);
    }

    @Test
    void fifty_parallel_first_messages_from_both_sides_make_one_conversation() {
        var outcomes = new CompletableFuture[50];
        inParallel(
                50,
                i -> {
                    var from = i % 2 == 0 ? alice : bob;
                    var to = new Address.ToUser(i % 2 == 0 ? bob : alice);
                    outcomes[i] = world.sending(from, to, "first " + i, Conditions.NONE);
                });

        var conversations = new HashSet<ConversationId>();
        var seqs = new ArrayList<Long>();
        for (var one : outcomes) {
            @SuppressWarnings("unchecked") // an array can't say what it is of
            var stored = (Stored) outcome((CompletableFuture<SendOutcome>) one);
            conversations.add(stored.conversation());
            seqs.add(stored.seq());
        }
        assertThat(conversations).hasSize(1);
        assertThat(seqs)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, 50).boxed().toList());
        isDense(world.entries(conversations.iterator().next()));
    }

    @Test
    void a_key_makes_a_repeated_send_harmless_also_in_the_same_batch() {
        var direct = world.direct(alice, bob);
        var first = (Stored) world.send(alice, direct, "hi", "k");

        var again = (Stored) world.send(alice, direct, "hi", "k");
        assertThat(again).isEqualTo(new Stored(direct, first.seq(), first.rev(), first.at(), true));
        assertThat(code(world.send(alice, direct, "else", "k")))
                .isEqualTo(RefusalCode.KEY_CONFLICT);
        assertThat(((Stored) world.send(bob, direct, "mine", "k")).duplicate()).isFalse();

        var sendings =
                IntStream.range(0, 50)
                        .mapToObj(i ->
                                world.sending(
                                        alice,
                                        new Address.ToConversation(direct),
                                        "same",
                                        Conditions.ofKey("same")))
                        .toList();
        assertThat(
                        sendings.stream()
                                .map(one -> (Stored) outcome(one))
                                .filter(one -> !one.duplicate()))
                .hasSize(1);
        assertThat(messages(world.entries(direct))).hasSize(3);
    }

    @Test
    void after_and_ifrev_are_looked_at_unless_the_key_is_known() {
        var direct = world.direct(alice, bob);
        var to = new Address.ToConversation(direct);

        assertThat(code(outcome(world.sending(alice, to, "2", new Conditions("b", "a", -1)))))
                .isEqualTo(RefusalCode.OUT_OF_ORDER);
        outcome(world.sending(alice, to, "1", Conditions.ofKey("a")));
        assertThat(code(outcome(world.sending(bob, to, "2", new Conditions("b", "a", -1)))))
                .as("another's key is no key")
                .isEqualTo(RefusalCode.OUT_OF_ORDER);
        assertThat(code(outcome(world.sending(alice, to, "2", new Conditions("b", "a", 0)))))
                .isEqualTo(RefusalCode.CONFLICT);
        assertThat(outcome(world.sending(alice, to, "2", new Conditions("b", "a", 1))))
                .isInstanceOf(Stored.class);
        var again = outcome(world.sending(alice, to, "2", new Conditions("b", "no", 77)));
        assertThat(((Stored) again).duplicate()).isTrue();
    }

    @Test
    void a_chain_of_messages_each_behind_the_other_is_stored_in_one_batch() {
        var direct = world.direct(alice, bob);
        var chain = new ArrayList<CompletableFuture<SendOutcome>>();
        for (int i = 0; i < 50; i++) {
            chain.add(
                    world.sending(
                            alice,
                            new Address.ToConversation(direct),
                            "" + i,
                            new Conditions("k" + i, i == 0 ? null : "k" + (i - 1), i)));
        }
        assertThat(chain.stream().map(one -> ((Stored) outcome(one)).rev()))
                .isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
    }

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
    void marks_are_kept_while_the_database_is_away() {
        var direct = world.direct(alice, bob);
        world.send(alice, direct, "hi", null);
        store.before.add(UncertainLogStore.throwing(UncertainLogStore::away));

        world.tracker.mark(bob, direct, 1, true);
        assertThat(world.log.flushMarks()).failsWithin(java.time.Duration.ofSeconds(20));
        world.log.flushMarks().orTimeout(20, TimeUnit.SECONDS).join();

        assertThat(marks(bob, direct)).isEqualTo(Marks.readTo(1));
    }

    private Marks marks(UserId user, ConversationId conversation) {
        return world.database.conversations().listed(conversation, user).orElseThrow().marks();
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

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
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
        for (int i = 0; i < parley.core.receipt.MarkBook.MAX_WAITING; i++) {
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

    @Test
    void a_listener_that_fails_makes_nothing_be_stored_twice() {
        var direct = world.direct(alice, bob);
        var failures = new AtomicInteger();
        world.listener(batch -> {
            failures.incrementAndGet();
            throw new IllegalStateException("the fan-out is broken");
        });

        assertThat(world.send(alice, direct, "once", null)).isInstanceOf(Stored.class);

        assertThat(failures).hasValue(1);
        assertThat(messages(world.entries(direct))).hasSize(1);
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
    void what_was_told_is_the_log_in_its_order() {
        var group = world.group(false, alice, bob, carol);
        inParallel(
                6,
                i -> {
                    for (int k = 0; k < 100; k++) {
                        outcome(
                                world.sending(
                                        bob,
                                        new Address.ToConversation(group),
                                        i + "-" + k,
                                        Conditions.NONE));
                    }
                });

        var told =
                world.told.stream()
                        .flatMap(batch -> batch.entries().stream())
                        .map(CommittedBatch.Committed::entry)
                        .filter(entry -> entry.conversation().equals(group))
                        .toList();
        assertThat(told).isEqualTo(world.entries(group));
        var positions = world.told.stream().map(batch -> batch.position().n()).toList();
        assertThat(positions).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void nothing_by_a_removed_member_follows_their_removal() {
        var group = world.group(false, alice, bob, carol);
        for (int round = 0; round < 200; round++) {
            var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
            var go = new CountDownLatch(1);
            var removal =
                    CompletableFuture.runAsync(
                            () -> {
                                await(go);
                                world.members.remove(alice, group, bob);
                            },
                            Thread::startVirtualThread);
            for (int i = 0; i < 6; i++) {
                if (i == round % 6) {
                    go.countDown();
                }
                try {
                    sendings.add(
                            world.sending(
                                    i % 2 == 0 ? bob : carol,
                                    new Address.ToConversation(group),
                                    round + "-" + i,
                                    Conditions.NONE));
                } catch (Refusal e) {
                    assertThat(e.code()).isEqualTo(RefusalCode.NOT_FOUND);
                }
            }
            removal.orTimeout(20, TimeUnit.SECONDS).join();
            for (var one : sendings) {
                var outcome = outcome(one);
                if (!(outcome instanceof Stored)) {
                    assertThat(code(outcome)).isEqualTo(RefusalCode.NOT_FOUND);
                }
            }
            world.members.add(alice, group, List.of(bob));
        }

        var entries = world.entries(group);
        isDense(entries);
        boolean in = true;
        for (var entry : entries) {
            switch (entry) {
                case Change change
                        when change.body() instanceof MemberChanged member
                                && member.user().equals(bob) ->
                        in = !member.endsMembership();
                case Message message when message.from().equals(bob) ->
                        assertThat(in).as("rev " + message.rev()).isTrue();
                default -> {}
            }
        }
        var head = world.heads.find(group).orElseThrow();
        assertThat(head.members()).isEqualTo(3);
        assertThat(head.lastSeq()).isEqualTo(messages(entries).size());
    }

    @Test
    void nothing_is_stored_after_the_answer_to_a_block() {
        var direct = world.direct(alice, bob);
        for (int round = 0; round < 100; round++) {
            var sendings = new ArrayList<CompletableFuture<SendOutcome>>();
            var stop = new CountDownLatch(1);
            var flood =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 200 && stop.getCount() > 0; i++) {
                                    try {
                                        sendings.add(
                                                world.sending(
                                                        bob,
                                                        i % 2 == 0
                                                                ? new Address.ToUser(alice)
                                                                : new Address.ToConversation(
                                                                        direct),
                                                        "x",
                                                        Conditions.NONE));
                                    } catch (Refusal e) {
                                        assertThat(e.code()).isEqualTo(RefusalCode.BLOCKED);
                                    }
                                }
                            },
                            Thread::startVirtualThread);
            world.blocks.block(alice, bob);
            long last = world.heads.find(direct).orElseThrow().lastRev();
            stop.countDown();
            flood.orTimeout(20, TimeUnit.SECONDS).join();
            sendings.forEach(LogWorld::outcome);

            assertThat(world.heads.find(direct).orElseThrow().lastRev()).isEqualTo(last);
            assertThat(Refusals.codeOf(() -> world.send(alice, direct, "x", null)))
                    .as("in both directions")
                    .isEqualTo(RefusalCode.BLOCKED);
            world.blocks.unblock(alice, bob);
        }
        assertThat(world.send(bob, direct, "again", null)).isInstanceOf(Stored.class);
        isDense(world.entries(direct));
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

    @Test
    void times_of_a_conversation_never_go_back() {
        var clock = new JumpingClock();
        try (var jumping = new LogWorld(clock, one -> one)) {
            var a = jumping.person("a");
            var b = jumping.person("b");
            var direct = jumping.direct(a, b);
            for (int i = 0; i < 20; i++) {
                clock.now = clock.now.plusSeconds(i % 3 == 0 ? -600 : 60);
                jumping.send(a, direct, "" + i, null);
            }
            assertThat(jumping.entries(direct).stream().map(LogEntry::at)).isSorted();
        }
    }

    /// A clock that is set back now and then.
    private static final class JumpingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
