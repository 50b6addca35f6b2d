package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.LogWorld;
import parley.core.log.Message;
import parley.core.message.HistoryReader.Span;
import parley.core.message.MessageSender.Address.ToConversation;
import parley.core.message.MessageState.Gone.Reason;
import parley.core.sync.Convergence;

/// What happens to a message after it was sent, from the use case to the rows and back.
public interface MessageLifeContract {
    Stores stores();

    @Test
    default void an_edited_message_reads_as_edited_and_its_first_text_stays_known() {
        Talk.between(
                stores(),
                talk -> {
                    var first = talk.edit(talk.alice(), 2, "two, no: 2", "");
                    assertThat(first.rev()).isEqualTo(4);
                    var second = talk.edit(talk.alice(), 2, "2", "");
                    var message = talk.message(talk.bob(), 2).message();
                    assertThat(message.state().edited())
                            .isEqualTo(
                                    new MessageState.Edited(
                                            "2", MessageContent.PLAIN, second.at()));
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
        Talk.between(
                stores(),
                talk -> {
                    var first = talk.edit(talk.alice(), 1, "1", "k");
                    talk.edit(talk.alice(), 1, "uno", "k2");
                    var again = talk.edit(talk.alice(), 1, "1", "k");
                    assertThat(again)
                            .isEqualTo(new Changed(talk.id(), first.rev(), first.at(), true));
                    assertThat(Refusals.codeOf(() -> talk.edit(talk.alice(), 1, "eins", "k")))
                            .isEqualTo(RefusalCode.KEY_CONFLICT);
                    assertThat(talk.world().entries(talk.id())).hasSize(5);
                });
    }

    @Test
    default void only_the_author_edits_and_only_what_is_there() {
        Talk.between(
                stores(),
                talk -> {
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
        Talk.between(
                stores(),
                talk -> {
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
                    assertThat(
                                    talk.world()
                                            .history
                                            .page(talk.bob(), talk.id(), new Span.Pins(99), 9))
                            .extracting(HistoryReader.Page::messages)
                            .isEqualTo(List.of());
                    assertThat(talk.world().entries(talk.id()).get(3))
                            .isInstanceOfSatisfying(
                                    Change.class,
                                    edit ->
                                            assertThat(edit.body())
                                                    .isEqualTo(
                                                            new Edited(2, "", "", Reason.DELETED)));
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
        Talk.between(
                stores(),
                talk -> {
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
    default void messages_far_apart_are_erased_at_once_up_to_a_thousand() {
        Talk.between(
                stores(),
                talk -> {
                    var sending = new ArrayList<CompletableFuture<SendOutcome>>();
                    for (int seq = 4; seq <= 240; seq++) {
                        sending.add(
                                talk.world()
                                        .sending(
                                                talk.alice(),
                                                new ToConversation(talk.id()),
                                                "message",
                                                MessageDraft.Conditions.NONE));
                    }
                    sending.forEach(LogWorld::outcome);
                    var odd = new ArrayList<SeqRange>();
                    for (int seq = 1; seq < 240; seq += 2) {
                        odd.add(SeqRange.of(seq));
                    }
                    talk.world().eraser.erase(talk.alice(), talk.id(), odd, null);
                    assertThat(talk.world().entries(talk.id()).getLast())
                            .isInstanceOfSatisfying(
                                    Change.class,
                                    change ->
                                            assertThat(change.body()).isEqualTo(new Deleted(odd)));
                    assertThat(talk.unread(talk.bob())).isEqualTo(120);
                    var tooMany = Collections.nCopies(1_001, SeqRange.of(2));
                    assertThat(
                                    Refusals.codeOf(() ->
                                            talk.world()
                                                    .eraser
                                                    .erase(talk.alice(), talk.id(), tooMany, null)))
                            .isEqualTo(RefusalCode.BAD_REQUEST);
                });
    }

    @Test
    default void a_member_erases_their_own_and_an_owner_everyones() {
        Talk.inGroup(
                stores(),
                talk -> {
                    talk.world().send(talk.bob(), talk.id(), "four", null);
                    assertThat(Refusals.codeOf(() -> talk.erase(talk.bob(), 3, 4)))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    assertThat(talk.message(talk.bob(), 4).message().state())
                            .isEqualTo(MessageState.NONE);
                    assertThat(talk.erase(talk.bob(), 4, 4).duplicate()).isFalse();
                    talk.world().send(talk.bob(), talk.id(), "five", null);
                    assertThat(talk.erase(talk.alice(), 3, 5).duplicate()).isFalse();
                    assertThat(talk.unread(talk.bob())).isEqualTo(0);
                });
    }

    @Test
    default void a_removed_member_can_change_nothing_more() {
        Talk.inGroup(
                stores(),
                talk -> {
                    talk.world().send(talk.bob(), talk.id(), "four", null);
                    talk.world().members.remove(talk.alice(), talk.id(), talk.bob());
                    List<Runnable> all =
                            List.of(
                                    () -> talk.edit(talk.bob(), 4, "4", ""),
                                    () -> talk.erase(talk.bob(), 4, 4),
                                    () -> talk.hide(talk.bob(), 4, 4),
                                    () -> talk.react(talk.bob(), 1, "👍", true),
                                    () -> talk.pin(talk.bob(), 1, true));
                    all.forEach(one ->
                            assertThat(Refusals.codeOf(one::run)).isEqualTo(RefusalCode.NOT_FOUND));
                });
    }

    @Test
    default void who_hides_a_message_sees_it_nowhere_and_the_others_do() {
        Talk.between(
                stores(),
                talk -> {
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
    default void stale_state_and_changes_are_fresh_state() {
        try (var world = new LogWorld(stores())) {
            new Convergence(world, 12).run();
        }
    }
}
