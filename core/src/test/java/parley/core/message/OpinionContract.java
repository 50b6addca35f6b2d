package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.conversation.Role;
import parley.core.message.HistoryReader.Span;
import parley.core.message.MessageState.Reaction;

/// What members give a message beside an answer: emojis, and pins.
public interface OpinionContract {
    Stores stores();

    @Test
    default void reactions_are_counted_one_of_each_a_person() {
        Talk.between(
                stores(),
                talk -> {
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
        Talk.between(
                stores(),
                talk -> {
                    talk.react(talk.bob(), 1, "👍", true);
                    talk.react(talk.bob(), 1, "👍", true);
                    assertThat(Refusals.codeOf(() -> talk.edit(talk.bob(), 1, "mine", "")))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    new ExpirySweeper(talk.world().log).sweep();
                    var stands = talk.world().database.conversations().positions();
                    assertThat(talk.world().told)
                            .allMatch(batch -> stands.covers(batch.position()));
                });
    }

    @Test
    default void a_message_has_twenty_kinds_of_reactions() {
        Talk.between(
                stores(),
                talk -> {
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
        Talk.inGroup(
                stores(),
                talk -> {
                    assertThat(Refusals.codeOf(() -> talk.pin(talk.bob(), 1, true)))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    talk.pin(talk.alice(), 3, true);
                    talk.pin(talk.alice(), 1, true);
                    assertThat(talk.pin(talk.alice(), 1, true).duplicate()).isTrue();
                    var pins =
                            talk.world().history.page(talk.bob(), talk.id(), new Span.Pins(99), 9);
                    assertThat(pins.messages()).extracting(Folded::seq).containsExactly(1L, 3L);
                    assertThat(pins.messages()).allMatch(one -> one.message().state().pinned());
                    talk.pin(talk.alice(), 3, false);
                    talk.world()
                            .members
                            .changeRole(talk.alice(), talk.id(), talk.bob(), Role.ADMIN);
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
        Talk.between(
                stores(),
                talk -> {
                    var racing = new ArrayList<CompletableFuture<Void>>();
                    LongStream.rangeClosed(1, 3)
                            .forEach(seq -> {
                                for (int i = 0; i < 5; i++) {
                                    var text = "racing " + i;
                                    racing.add(
                                            quietly(() -> talk.edit(talk.alice(), seq, text, "")));
                                    racing.add(
                                            quietly(() -> talk.react(talk.bob(), seq, "👍", true)));
                                    racing.add(
                                            quietly(() ->
                                                    talk.react(talk.bob(), seq, "👍", false)));
                                    racing.add(quietly(() -> talk.pin(talk.bob(), seq, true)));
                                    racing.add(quietly(() -> talk.erase(talk.alice(), seq, 3)));
                                }
                            });
                    racing.forEach(one -> one.orTimeout(30, TimeUnit.SECONDS).join());
                    for (var message :
                            talk.world()
                                    .history
                                    .page(talk.bob(), talk.id(), Span.latest(), 9)
                                    .messages()) {
                        assertThat(message.message().state().gone()).isNotNull();
                        assertThat(message.message().state().reactions()).isEmpty();
                        assertThat(message.mine()).isEqualTo(Opinion.NONE);
                    }
                    assertThat(talk.world().entries(talk.id()).toString()).doesNotContain("racing");
                });
    }

    private static CompletableFuture<Void> quietly(Runnable what) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        what.run();
                    } catch (Refusal late) {
                        // it was gone already
                    }
                },
                Thread::startVirtualThread);
    }
}
