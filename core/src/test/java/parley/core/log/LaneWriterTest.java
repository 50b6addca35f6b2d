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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.id.ConversationId;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.SendOutcome;
import parley.core.message.SendOutcome.Stored;

/// The log's writer under concurrency: order, keys and conditions.
final class LaneWriterTest extends LaneScene {
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
