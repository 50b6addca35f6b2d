package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.LogWorld;
import parley.core.log.Message;
import parley.core.message.HistoryReader.Span;
import parley.core.message.MessageState.Gone.Reason;
import parley.core.message.MessageState.Reaction;
import parley.core.message.MessageStore.Mentions;
import parley.core.message.ReactionKeeper.Which;
import parley.core.sync.Convergence;

/// What happens to a message after it was sent, from the use case to the rows and back.
public interface MessageLifeContract {
    Stores stores();

    /// Alice and Bob in their conversation, in which Alice sent `one`, `two`, `three`.
    record Talk(LogWorld world, UserId alice, UserId bob, ConversationId id) {
        Folded message(UserId reader, long seq) {
            return world.history.message(reader, id, seq);
        }

        Changed edit(UserId who, long seq, String text, String key) {
            var edit =
                    new MessageEditor.Edit(
                            seq, text, MessageContent.PLAIN, key.isEmpty() ? null : key, null);
            return world.editor.edit(who, id, edit);
        }

        Changed erase(UserId who, long low, long high) {
            return world.eraser.erase(who, id, List.of(new SeqRange(low, high)), null);
        }

        Changed hide(UserId who, long low, long high) {
            var ranges = List.of(new SeqRange(low, high));
            return world.eraser.hide(who, world.account(who), id, ranges, null);
        }

        Changed react(UserId who, long seq, String emoji, boolean on) {
            return world.reactions.react(who, new Which(id, seq, null), emoji, on);
        }

        Changed pin(UserId who, long seq, boolean on) {
            return world.reactions.pin(who, new Which(id, seq, null), on);
        }

        List<Long> seqs(UserId reader) {
            return world.history.page(reader, id, new Span.After(0), 100).messages().stream()
                    .map(Folded::seq)
                    .toList();
        }

        int unread(UserId reader) {
            return world.reader.unread(world.reader.require(id, reader));
        }
    }

    private void talk(Consumer<Talk> what) {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var talk =
                    new Talk(
                            world,
                            people.get(0),
                            people.get(1),
                            world.direct(people.get(0), people.get(1)));
            for (var text : List.of("one", "two", "three")) {
                world.send(people.getFirst(), talk.id(), text, text);
            }
            what.accept(talk);
        }
    }

    /// The same in a group of which Alice is the owner and Bob a member.
    private void group(Consumer<Talk> what) {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var id = world.group(false, people.get(0), people.get(1));
            for (var text : List.of("one", "two", "three")) {
                world.send(people.getFirst(), id, text, text);
            }
            what.accept(new Talk(world, people.get(0), people.get(1), id));
        }
    }

    @Test
    default void an_edited_message_reads_as_edited_and_its_first_text_stays_known() {
        talk(talk -> {
            var first = talk.edit(talk.alice(), 2, "two, no: 2", "");
            assertThat(first.rev()).isEqualTo(4);
            var second = talk.edit(talk.alice(), 2, "2", "");
            var message = talk.message(talk.bob(), 2).message();
            assertThat(message.state().edited())
                    .isEqualTo(new MessageState.Edited("2", MessageContent.PLAIN, second.at()));
            assertThat(talk.world().history.edits(talk.bob(), talk.id(), 2))
                    .extracting(MessageState.Edited::text)
                    .containsExactly("two", "two, no: 2", "2");
            var again = talk.edit(talk.alice(), 2, "2", "");
            assertThat(again.duplicate()).isTrue();
            assertThat(again.rev()).isEqualTo(5);
            assertThat(talk.world().entries(talk.id()))
                    .hasSize(5)
                    .filteredOn(entry -> entry instanceof Message)
                    .extracting(entry -> ((Message) entry).content().text())
                    .containsExactly("one", "two", "three");
        });
    }

    @Test
    default void an_edit_given_again_with_its_key_changes_nothing() {
        talk(talk -> {
            var first = talk.edit(talk.alice(), 1, "1", "k");
            talk.edit(talk.alice(), 1, "uno", "k2");
            var again = talk.edit(talk.alice(), 1, "1", "k");
            assertThat(again).isEqualTo(new Changed(talk.id(), first.rev(), first.at(), true));
            assertThat(Refusals.codeOf(() -> talk.edit(talk.alice(), 1, "eins", "k")))
                    .isEqualTo(RefusalCode.KEY_CONFLICT);
            assertThat(talk.world().entries(talk.id())).hasSize(5);
        });
    }

    @Test
    default void only_the_author_edits_and_only_what_is_there() {
        talk(talk -> {
            assertThat(Refusals.codeOf(() -> talk.edit(talk.bob(), 1, "1", "")))
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(Refusals.codeOf(() -> talk.edit(talk.alice(), 4, "4", "")))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            assertThat(Refusals.codeOf(() -> talk.edit(talk.alice(), 1, "", "")))
                    .isEqualTo(RefusalCode.EMPTY);
            talk.erase(talk.alice(), 1, 1);
            assertThat(Refusals.codeOf(() -> talk.edit(talk.alice(), 1, "1", "")))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            var stranger = talk.world().person("stranger " + System.nanoTime());
            assertThat(Refusals.codeOf(() -> talk.edit(stranger, 2, "2", "")))
                    .isEqualTo(RefusalCode.NOT_FOUND);
        });
    }

    @Test
    default void of_an_erased_message_nothing_is_left_but_its_place() {
        talk(talk -> {
            talk.edit(talk.alice(), 2, "second thoughts", "");
            talk.react(talk.bob(), 2, "👍", true);
            talk.pin(talk.bob(), 2, true);
            var erased = talk.erase(talk.alice(), 2, 2);
            assertThat(erased.rev()).isEqualTo(7);
            var message = talk.message(talk.bob(), 2);
            assertThat(message.message().content().text()).isEmpty();
            assertThat(message.message().from()).isEqualTo(talk.alice());
            assertThat(message.message().state())
                    .isEqualTo(MessageState.of(MessageState.Gone.deleted(erased.at())));
            assertThat(message.mine()).isEqualTo(Opinion.NONE);
            assertThat(talk.world().history.page(talk.bob(), talk.id(), new Span.Pins(99), 9))
                    .extracting(HistoryReader.Page::messages)
                    .isEqualTo(List.of());
            assertThat(talk.world().entries(talk.id()).get(3))
                    .isInstanceOfSatisfying(
                            Change.class,
                            edit ->
                                    assertThat(edit.body())
                                            .isEqualTo(new Edited(2, "", "", Reason.DELETED)));
            assertThat(talk.world().history.edits(talk.bob(), talk.id(), 2)).isEmpty();
            assertThat(talk.world().entries(talk.id()).toString())
                    .doesNotContain("second thoughts")
                    .doesNotContain("two]");
            assertThat(talk.world().send(talk.alice(), talk.id(), "two", "two"))
                    .isInstanceOfSatisfying(
                            SendOutcome.Stored.class,
                            stored -> {
                                assertThat(stored.duplicate()).isTrue();
                                assertThat(stored.seq()).isEqualTo(2);
                            });
        });
    }

    @Test
    default void a_range_with_holes_is_erased_once_and_then_there_is_nothing_to_do() {
        talk(talk -> {
            talk.erase(talk.alice(), 2, 2);
            var rest = talk.erase(talk.alice(), 1, 900);
            assertThat(talk.world().entries(talk.id()).getLast())
                    .isInstanceOfSatisfying(
                            Change.class,
                            change ->
                                    assertThat(change.body())
                                            .hasToString(
                                                    "Deleted[targets=[SeqRange[low=1, high=1],"
                                                            + " SeqRange[low=3, high=3]]]"));
            var again = talk.erase(talk.alice(), 1, 900);
            assertThat(again.duplicate()).isTrue();
            assertThat(again.rev()).isEqualTo(rest.rev());
            assertThat(Refusals.codeOf(() -> talk.erase(talk.alice(), 4, 9)))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            assertThat(Refusals.codeOf(() -> talk.erase(talk.alice(), 1, 1_001)))
                    .isEqualTo(RefusalCode.BAD_REQUEST);
            assertThat(talk.unread(talk.bob())).isZero();
        });
    }

    @Test
    default void a_member_erases_their_own_and_an_owner_everyones() {
        group(talk -> {
            talk.world().send(talk.bob(), talk.id(), "four", null);
            assertThat(Refusals.codeOf(() -> talk.erase(talk.bob(), 3, 4)))
                    .isEqualTo(RefusalCode.FORBIDDEN);
            assertThat(talk.message(talk.bob(), 4).message().state()).isEqualTo(MessageState.NONE);
            assertThat(talk.erase(talk.bob(), 4, 4).duplicate()).isFalse();
            talk.world().send(talk.bob(), talk.id(), "five", null);
            assertThat(talk.erase(talk.alice(), 3, 5).duplicate()).isFalse();
            assertThat(talk.unread(talk.bob())).isEqualTo(0);
        });
    }

    @Test
    default void a_removed_member_can_change_nothing_more() {
        group(talk -> {
            talk.world().send(talk.bob(), talk.id(), "four", null);
            talk.world().members.remove(talk.alice(), talk.id(), talk.bob());
            List<Runnable> all =
                    List.of(
                            () -> talk.edit(talk.bob(), 4, "4", ""),
                            () -> talk.erase(talk.bob(), 4, 4),
                            () -> talk.hide(talk.bob(), 4, 4),
                            () -> talk.react(talk.bob(), 1, "👍", true),
                            () -> talk.pin(talk.bob(), 1, true));
            all.forEach(
                    one -> assertThat(Refusals.codeOf(one::run)).isEqualTo(RefusalCode.NOT_FOUND));
        });
    }

    @Test
    default void who_hides_a_message_sees_it_nowhere_and_the_others_do() {
        talk(talk -> {
            long before = talk.world().entries(talk.world().account(talk.bob())).size();
            var hidden = talk.hide(talk.bob(), 1, 2);
            assertThat(hidden.conversation()).isEqualTo(talk.world().account(talk.bob()));
            assertThat(hidden.rev()).isEqualTo(before + 1);
            assertThat(talk.seqs(talk.bob())).containsExactly(3L);
            assertThat(talk.seqs(talk.alice())).containsExactly(1L, 2L, 3L);
            assertThat(Refusals.codeOf(() -> talk.message(talk.bob(), 2)))
                    .isEqualTo(RefusalCode.NOT_FOUND);
            talk.edit(talk.alice(), 2, "two again", "");
            assertThat(talk.world().history.changes(talk.bob(), talk.id(), 0, 9).entries())
                    .extracting(HistoryReader.Seen::visible)
                    .containsExactly(false, false, true, false);
            assertThat(talk.unread(talk.bob())).isEqualTo(1);
            assertThat(talk.hide(talk.bob(), 2, 2).duplicate()).isTrue();
            talk.hide(talk.bob(), 1, 3);
            assertThat(talk.seqs(talk.bob())).isEmpty();
        });
    }

    @Test
    default void reactions_are_counted_one_of_each_a_person() {
        talk(talk -> {
            talk.react(talk.bob(), 1, "👍", true);
            talk.react(talk.alice(), 1, "👍", true);
            talk.react(talk.alice(), 1, "🎉", true);
            var again = talk.react(talk.alice(), 1, "🎉", true);
            assertThat(again.duplicate()).isTrue();
            assertThat(again.rev()).isEqualTo(6);
            var message = talk.message(talk.alice(), 1);
            assertThat(message.message().state().reactions())
                    .containsExactly(new Reaction("👍", 2), new Reaction("🎉", 1));
            assertThat(message.mine().emojis()).containsExactly("👍", "🎉");
            assertThat(talk.message(talk.bob(), 1).mine().emojis()).containsExactly("👍");
            talk.react(talk.alice(), 1, "🎉", false);
            assertThat(talk.message(talk.alice(), 1).message().state().reactions())
                    .containsExactly(new Reaction("👍", 2));
            for (var bad : List.of("", "x", "nice", " ", "👍".repeat(20))) {
                assertThat(Refusals.codeOf(() -> talk.react(talk.bob(), 1, bad, true)))
                        .isEqualTo(RefusalCode.BAD_REQUEST);
            }
        });
    }

    @Test
    default void what_changes_nothing_moves_no_position() {
        talk(talk -> {
            talk.react(talk.bob(), 1, "👍", true);
            talk.react(talk.bob(), 1, "👍", true);
            assertThat(Refusals.codeOf(() -> talk.edit(talk.bob(), 1, "mine", "")))
                    .isEqualTo(RefusalCode.FORBIDDEN);
            new ExpirySweeper(talk.world().log).sweep();
            var stands = talk.world().database.conversations().positions();
            assertThat(talk.world().told).allMatch(batch -> stands.covers(batch.position()));
        });
    }

    @Test
    default void a_message_has_twenty_kinds_of_reactions() {
        talk(talk -> {
            for (int i = 0; i < MessageState.KINDS_MAX; i++) {
                talk.react(talk.bob(), 1, Character.toString(0x1f600 + i), true);
            }
            assertThat(Refusals.codeOf(() -> talk.react(talk.bob(), 1, "👍", true)))
                    .isEqualTo(RefusalCode.BAD_REQUEST);
            talk.react(talk.alice(), 1, Character.toString(0x1f600), true);
        });
    }

    @Test
    default void pins_are_listed_and_set_by_those_who_may() {
        group(talk -> {
            assertThat(Refusals.codeOf(() -> talk.pin(talk.bob(), 1, true)))
                    .isEqualTo(RefusalCode.FORBIDDEN);
            talk.pin(talk.alice(), 3, true);
            talk.pin(talk.alice(), 1, true);
            assertThat(talk.pin(talk.alice(), 1, true).duplicate()).isTrue();
            var pins = talk.world().history.page(talk.bob(), talk.id(), new Span.Pins(99), 9);
            assertThat(pins.messages()).extracting(Folded::seq).containsExactly(1L, 3L);
            assertThat(pins.messages()).allMatch(one -> one.message().state().pinned());
            talk.pin(talk.alice(), 3, false);
            talk.world().members.changeRole(talk.alice(), talk.id(), talk.bob(), Role.ADMIN);
            talk.pin(talk.bob(), 2, true);
            assertThat(
                            talk.world()
                                    .history
                                    .page(talk.bob(), talk.id(), new Span.Pins(99), 9)
                                    .messages())
                    .extracting(Folded::seq)
                    .containsExactly(1L, 2L);
        });
    }

    @Test
    default void what_is_given_to_a_message_while_it_is_erased_leaves_nothing() {
        talk(talk -> {
            var racing = new ArrayList<CompletableFuture<Void>>();
            LongStream.rangeClosed(1, 3)
                    .forEach(seq -> {
                        for (int i = 0; i < 5; i++) {
                            var text = "racing " + i;
                            racing.add(quietly(() -> talk.edit(talk.alice(), seq, text, "")));
                            racing.add(quietly(() -> talk.react(talk.bob(), seq, "👍", true)));
                            racing.add(quietly(() -> talk.react(talk.bob(), seq, "👍", false)));
                            racing.add(quietly(() -> talk.pin(talk.bob(), seq, true)));
                            racing.add(quietly(() -> talk.erase(talk.alice(), seq, 3)));
                        }
                    });
            racing.forEach(one -> one.orTimeout(30, TimeUnit.SECONDS).join());
            for (var message :
                    talk.world().history.page(talk.bob(), talk.id(), Span.latest(), 9).messages()) {
                assertThat(message.message().state().gone()).isNotNull();
                assertThat(message.message().state().reactions()).isEmpty();
                assertThat(message.mine()).isEqualTo(Opinion.NONE);
            }
            assertThat(talk.world().entries(talk.id()).toString()).doesNotContain("racing");
        });
    }

    @Test
    default void messages_that_name_someone_are_counted_until_they_are_read() {
        group(talk -> {
            name(talk, List.of(talk.bob()), false);
            name(talk, List.of(talk.alice()), false);
            name(talk, List.of(), true);
            name(talk, List.of(talk.bob()), true);
            var reader = talk.world().reader;
            assertThat(reader.mentions(reader.require(talk.id(), talk.bob())))
                    .isEqualTo(new Mentions(3, 4));
            talk.erase(talk.alice(), 4, 4);
            talk.hide(talk.bob(), 6, 6);
            assertThat(reader.mentions(reader.require(talk.id(), talk.bob())))
                    .isEqualTo(new Mentions(1, 7));
            talk.world().tracker.mark(talk.bob(), talk.id(), 7, true);
            assertThat(reader.mentions(reader.require(talk.id(), talk.bob())))
                    .isEqualTo(Mentions.NONE);
        });
    }

    private static void name(Talk talk, List<UserId> users, boolean all) {
        var details = new MessageContent.Details(null, 0, 0, users, all, null);
        send(talk, new MessageContent("hear, hear", MessageContent.PLAIN, details));
    }

    private static void send(Talk talk, MessageContent content) {
        LogWorld.outcome(
                talk.world()
                        .sender
                        .send(
                                new MessageSender.Sender(talk.alice(), Scene.DEVICE),
                                new MessageSender.Request(
                                        new MessageSender.Address.ToConversation(talk.id()),
                                        content,
                                        MessageDraft.Conditions.NONE,
                                        null)));
    }

    @Test
    default void a_thread_counts_its_replies() {
        group(talk -> {
            for (int i = 0; i < 3; i++) {
                var details = new MessageContent.Details(null, 0, 2, List.of(), false, null);
                send(talk, new MessageContent("reply", MessageContent.PLAIN, details));
            }
            var replies = Objects.requireNonNull(talk.message(talk.bob(), 2).replies());
            assertThat(replies.count()).isEqualTo(3);
            assertThat(replies.lastSeq()).isEqualTo(6);
            assertThat(talk.message(talk.bob(), 1).replies()).isNull();
        });
    }

    @Test
    default void what_has_had_its_time_is_erased_without_a_change() {
        talk(talk -> {
            var details =
                    new MessageContent.Details(null, 0, 0, List.of(), false, Duration.ofSeconds(1));
            var content = new MessageContent("burn this", MessageContent.PLAIN, details);
            send(talk, content);
            assertThat(talk.edit(talk.alice(), 4, "burn that", "").rev()).isEqualTo(5);
            var sweeper = new ExpirySweeper(talk.world().log);
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
            while (talk.message(talk.bob(), 4).message().state().gone() == null) {
                assertThat(System.nanoTime()).isLessThan(deadline);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                sweeper.sweep();
            }
            assertThat(talk.world().entries(talk.id())).hasSize(5);
            assertThat(talk.world().entries(talk.id()).toString()).doesNotContain("burn th");
            assertThat(talk.message(talk.bob(), 4).message().state())
                    .isEqualTo(MessageState.of(MessageState.Gone.EXPIRED));
            assertThat(sweeper.sweep()).isZero();
            assertThat(talk.unread(talk.bob())).isEqualTo(3);
        });
    }

    private static CompletableFuture<Void> quietly(Runnable what) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        what.run();
                    } catch (parley.core.Refusal late) {
                        // it was gone already
                    }
                },
                Thread::startVirtualThread);
    }

    @Test
    default void stale_state_and_changes_are_fresh_state() {
        try (var world = new LogWorld(stores())) {
            new Convergence(world, 12).run();
        }
    }
}
