package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.conversation.Kind;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.PollClosed;
import parley.core.log.ChangeBody.Voted;
import parley.core.log.LogWorld;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageForwarder.Source;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;
import parley.core.message.MessageState.Tally;
import parley.core.message.ReactionKeeper.Which;

/// Asking people and being told what they chose, from the use case to the rows and back.
public interface PollContract {
    Poll ONE = new Poll(List.of("tea", "coffee", "nothing"), false, false, null);
    Poll MANY = new Poll(ONE.options(), true, true, null);

    Stores stores();

    /// Alice, an owner, asked something in the first message; Bob is a member, Carol none.
    record Asked(LogWorld world, UserId alice, UserId bob, UserId carol, ConversationId id) {
        Changed vote(UserId who, Long... options) {
            return world.polls.vote(who, which(), List.of(options));
        }

        Changed close(UserId who) {
            return world.polls.close(who, which());
        }

        private Which which() {
            return new Which(id, 1, null);
        }

        RefusalCode refused(UserId who, Long... options) {
            return Refusals.codeOf(() -> vote(who, options));
        }

        Tally tally() {
            var state = read(bob).message().state();
            return state.poll() == null ? Tally.empty(3) : state.poll();
        }

        Folded read(UserId who) {
            return world.history.message(who, id, 1);
        }
    }

    private void asked(Kind kind, Poll poll, Consumer<Asked> what) {
        try (var world = new LogWorld(stores())) {
            var people = world.people(3);
            var id = world.group(kind, false, people.get(0), people.get(1));
            world.poll(people.getFirst(), id, poll);
            what.accept(new Asked(world, people.get(0), people.get(1), people.get(2), id));
        }
    }

    @Test
    default void a_vote_takes_the_place_of_the_one_before() {
        asked(
                Kind.GROUP,
                ONE,
                poll -> {
                    var first = poll.vote(poll.bob(), 1L);
                    assertThat(poll.tally().counts()).containsExactly(0, 1, 0);
                    poll.vote(poll.alice(), 1L);
                    poll.vote(poll.bob(), 2L);
                    assertThat(poll.tally().counts()).containsExactly(0, 1, 1);
                    assertThat(poll.read(poll.bob()).mine().options()).containsExactly(2);
                    assertThat(poll.read(poll.alice()).mine().options()).containsExactly(1);
                    var again = poll.vote(poll.bob(), 2L);
                    assertThat(again.duplicate()).isTrue();
                    assertThat(again.rev()).isEqualTo(first.rev() + 2);
                    poll.vote(poll.bob());
                    assertThat(poll.tally().counts()).containsExactly(0, 1, 0);
                    assertThat(poll.read(poll.bob()).mine()).isEqualTo(Opinion.NONE);
                    assertThat(poll.vote(poll.bob()).duplicate()).isTrue();
                    assertThat(poll.world().entries(poll.id()))
                            .filteredOn(entry ->
                                    entry instanceof Change one && one.body() instanceof Voted)
                            .extracting(entry -> ((Change) entry).body())
                            .containsExactly(
                                    new Voted(1, List.of(1), List.of(0, 1, 0), false),
                                    new Voted(1, List.of(1), List.of(0, 2, 0), false),
                                    new Voted(1, List.of(2), List.of(0, 1, 1), false),
                                    new Voted(1, List.of(), List.of(0, 1, 0), false));
                });
    }

    @Test
    default void votes_and_reactions_of_one_person_stand_beside_each_other() {
        asked(
                Kind.GROUP,
                MANY,
                poll -> {
                    poll.world().reactions.react(poll.bob(), poll.which(), "👍", true);
                    poll.vote(poll.bob(), 2L, 0L);
                    assertThat(poll.vote(poll.bob(), 0L, 2L).duplicate()).isTrue();
                    assertThat(poll.read(poll.bob()).mine())
                            .isEqualTo(new Opinion(List.of("👍"), List.of(0, 2)));
                    poll.world().reactions.react(poll.bob(), poll.which(), "👍", false);
                    assertThat(poll.read(poll.bob()).mine())
                            .isEqualTo(new Opinion(List.of(), List.of(0, 2)));
                    assertThat(poll.tally().counts()).containsExactly(1, 0, 1);
                });
    }

    @Test
    default void only_what_can_be_chosen_is_and_only_by_members() {
        asked(
                Kind.GROUP,
                ONE,
                poll -> {
                    assertThat(poll.refused(poll.bob(), 3L)).isEqualTo(RefusalCode.BAD_REQUEST);
                    assertThat(poll.refused(poll.bob(), -1L)).isEqualTo(RefusalCode.BAD_REQUEST);
                    assertThat(poll.refused(poll.bob(), Long.MAX_VALUE))
                            .isEqualTo(RefusalCode.BAD_REQUEST);
                    assertThat(poll.refused(poll.bob(), 0L, 1L)).isEqualTo(RefusalCode.BAD_REQUEST);
                    assertThat(poll.refused(poll.bob(), 0L, 0L)).isEqualTo(RefusalCode.BAD_REQUEST);
                    assertThat(poll.refused(poll.carol(), 0L)).isEqualTo(RefusalCode.NOT_FOUND);
                    var members = poll.world().members;
                    members.changeRole(poll.alice(), poll.id(), poll.bob(), Role.READER);
                    assertThat(poll.refused(poll.bob(), 0L)).isEqualTo(RefusalCode.FORBIDDEN);
                    poll.world().send(poll.alice(), poll.id(), "no poll", null);
                    var other = new Which(poll.id(), 2, null);
                    assertThat(
                                    Refusals.codeOf(() ->
                                            poll.world()
                                                    .polls
                                                    .vote(poll.alice(), other, List.of(0L))))
                            .isEqualTo(RefusalCode.BAD_REQUEST);
                    assertThat(poll.tally()).isEqualTo(Tally.empty(3));
                });
    }

    @Test
    default void a_closed_poll_stays_as_it_is() {
        asked(
                Kind.GROUP,
                ONE,
                poll -> {
                    poll.vote(poll.bob(), 0L);
                    assertThat(Refusals.codeOf(() -> poll.close(poll.bob())))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    assertThat(Refusals.codeOf(() -> poll.close(poll.carol())))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    var closed = poll.close(poll.alice());
                    assertThat(poll.tally()).isEqualTo(new Tally(List.of(1, 0, 0), closed.at()));
                    assertThat(poll.world().entries(poll.id()).getLast())
                            .isInstanceOfSatisfying(
                                    Change.class,
                                    last -> assertThat(last.body()).isEqualTo(new PollClosed(1)));
                    assertThat(poll.close(poll.alice()).duplicate()).isTrue();
                    assertThat(poll.refused(poll.bob(), 1L)).isEqualTo(RefusalCode.CLOSED);
                    assertThat(poll.refused(poll.bob())).isEqualTo(RefusalCode.CLOSED);
                    assertThat(poll.vote(poll.bob(), 0L).duplicate()).isTrue();
                });
    }

    @Test
    default void a_poll_whose_time_is_over_takes_no_votes() {
        var until = Instant.now().plus(Duration.ofMillis(700));
        asked(
                Kind.GROUP,
                new Poll(ONE.options(), false, false, until),
                poll -> {
                    poll.vote(poll.bob(), 0L);
                    while (!Instant.now().isAfter(until)) {
                        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
                    }
                    assertThat(poll.refused(poll.alice(), 1L)).isEqualTo(RefusalCode.CLOSED);
                    assertThat(poll.close(poll.alice()).duplicate()).isTrue();
                    assertThat(poll.tally()).isEqualTo(new Tally(List.of(1, 0, 0), null));
                });
    }

    @Test
    default void in_a_channel_votes_are_counted_and_make_no_rev() {
        asked(
                Kind.CHANNEL,
                ONE,
                poll -> {
                    poll.world()
                            .members
                            .changeRole(poll.alice(), poll.id(), poll.bob(), Role.READER);
                    int before = poll.world().entries(poll.id()).size();
                    poll.vote(poll.bob(), 2L);
                    poll.vote(poll.alice(), 2L);
                    assertThat(poll.world().entries(poll.id())).hasSize(before);
                    assertThat(poll.tally().counts()).containsExactly(0, 0, 2);
                    assertThat(poll.read(poll.bob()).mine().options()).containsExactly(2);
                    assertThat(Refusals.codeOf(() -> poll.close(poll.bob())))
                            .isEqualTo(RefusalCode.FORBIDDEN);
                    poll.close(poll.alice());
                    assertThat(poll.world().entries(poll.id())).hasSize(before + 1);
                });
    }

    @Test
    default void of_an_erased_poll_neither_options_nor_votes_are_left() {
        asked(
                Kind.GROUP,
                MANY,
                poll -> {
                    poll.vote(poll.bob(), 0L, 1L);
                    poll.world()
                            .eraser
                            .erase(poll.alice(), poll.id(), List.of(SeqRange.of(1)), null);
                    var left = poll.read(poll.bob());
                    assertThat(left.message().content().details().poll()).isNull();
                    assertThat(left.message().state().poll()).isNull();
                    assertThat(left.mine()).isEqualTo(Opinion.NONE);
                    assertThat(poll.refused(poll.bob(), 0L)).isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(Refusals.codeOf(() -> poll.close(poll.alice())))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(poll.world().entries(poll.id()).toString()).doesNotContain("coffee");
                });
    }

    @Test
    default void a_forwarded_poll_is_asked_anew_and_an_edited_one_goes_on() {
        var soon =
                Instant.now()
                        .plus(Duration.ofHours(1))
                        .truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
        asked(
                Kind.GROUP,
                new Poll(ONE.options(), true, true, soon),
                poll -> {
                    poll.vote(poll.bob(), 0L);
                    var edit =
                            new MessageEditor.Edit(1, "Which?", MessageContent.PLAIN, null, null);
                    poll.world().editor.edit(poll.alice(), poll.id(), edit);
                    assertThat(poll.tally().counts()).containsExactly(1, 0, 0);
                    var nothing =
                            new MessageContent(
                                    "", MessageContent.PLAIN, MessageContent.Details.NONE);
                    LogWorld.outcome(
                            poll.world()
                                    .forwarder
                                    .forward(
                                            new Sender(poll.bob(), new DeviceId(7)),
                                            new Source(poll.id(), 1),
                                            new Request(
                                                    new Address.ToConversation(poll.id()),
                                                    nothing,
                                                    Conditions.NONE,
                                                    null)));
                    var copy = poll.world().history.message(poll.bob(), poll.id(), 2);
                    assertThat(copy.message().content().text()).isEqualTo("Which?");
                    assertThat(copy.message().content().details().poll()).isEqualTo(MANY);
                    assertThat(copy.message().state().poll()).isNull();
                    assertThat(copy.mine()).isEqualTo(Opinion.NONE);
                });
    }

    @Test
    default void a_poll_has_two_to_twenty_options_of_up_to_a_hundred_characters() {
        asked(
                Kind.GROUP,
                ONE,
                poll -> {
                    var long100 = "👋".repeat(100);
                    for (var good : List.of(List.of("a", "a"), Collections.nCopies(20, long100))) {
                        assertThat(asks(poll, good)).isInstanceOf(SendOutcome.Stored.class);
                    }
                    for (var bad : List.of(List.of("a"), Collections.nCopies(21, "a"))) {
                        assertThat(Refusals.of(() -> asks(poll, bad)).field()).isEqualTo("poll");
                    }
                    assertThat(Refusals.codeOf(() -> asks(poll, List.of("a", ""))))
                            .isEqualTo(RefusalCode.EMPTY);
                    assertThat(Refusals.codeOf(() -> asks(poll, List.of("a", long100 + "a"))))
                            .isEqualTo(RefusalCode.TOO_LONG);
                    var past = new Poll(ONE.options(), false, false, Instant.now().minusSeconds(1));
                    assertThat(poll.world().poll(poll.alice(), poll.id(), past))
                            .isInstanceOfSatisfying(
                                    SendOutcome.Refused.class,
                                    no -> assertThat(no.code()).isEqualTo(RefusalCode.BAD_REQUEST));
                });
    }

    private static SendOutcome asks(Asked poll, List<String> options) {
        return poll.world().poll(poll.alice(), poll.id(), new Poll(options, false, false, null));
    }

    @Test
    default void the_same_key_with_another_poll_is_a_conflict() {
        var prints = new Fingerprints(new byte[32]);
        var polls =
                Stream.of(
                        ONE,
                        MANY,
                        ONE.anew(),
                        new Poll(List.of("tea", "coffee"), false, false, null),
                        new Poll(ONE.options(), false, false, Instant.EPOCH));
        var seen =
                polls.map(poll ->
                                new MessageContent(
                                        "?",
                                        MessageContent.PLAIN,
                                        MessageContent.Details.NONE.asking(poll)))
                        .map(prints::of)
                        .toList();
        assertThat(seen.get(0)).isEqualTo(seen.get(2));
        assertThat(new HashSet<>(seen)).hasSize(4);
    }
}
