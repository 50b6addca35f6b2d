package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.conversation.Membership.Preferences.Request;
import parley.core.conversation.PreferenceKeeper.Patch;
import parley.core.conversation.Requests.Entry;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.PreferencesChanged;
import parley.core.log.LogWorld;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageEditor;
import parley.core.message.MessageSender.Address;
import parley.core.message.ReactionKeeper;
import parley.core.message.SendOutcome;
import parley.core.user.User.Strangers;

/// Who may begin to write to someone, from the use case to the rows and back.
public interface RequestsContract {
    Stores stores();

    /// Alice, whom Bob doesn't know.
    record Door(LogWorld world, UserId alice, UserId bob) implements AutoCloseable {
        SendOutcome write(UserId from, UserId to, String key) {
            return LogWorld.outcome(
                    world.sending(from, new Address.ToUser(to), key, Conditions.ofKey(key)));
        }

        ConversationId talk() {
            return world.database.conversations().direct(Pair.of(alice, bob)).orElseThrow();
        }

        boolean isRequest() {
            return world.requests.isRequest(listed().membership());
        }

        Listed listed() {
            return world.reader.require(talk(), bob);
        }

        boolean isArchived() {
            return listed().membership().preferences().archived();
        }

        void answer(boolean accepted) {
            world.preferences.change(
                    bob, world.account(bob), talk(), new Patch(null, null, null, accepted));
        }

        List<Request> told() {
            return world.entries(world.account(bob)).stream()
                    .filter(Change.class::isInstance)
                    .map(entry -> ((Change) entry).body())
                    .filter(PreferencesChanged.class::isInstance)
                    .map(body -> ((PreferencesChanged) body).preferences().request())
                    .toList();
        }

        @Override
        public void close() {
            world.close();
        }
    }

    private Door door(Strangers strangers) {
        var world = new LogWorld(stores());
        var people = world.people(2);
        world.setStrangers(people.get(1), strangers);
        return new Door(world, people.get(0), people.get(1));
    }

    private static RefusalCode code(SendOutcome outcome) {
        if (outcome instanceof SendOutcome.Refused refused) {
            return refused.code();
        }
        throw new AssertionError("it was stored");
    }

    @Test
    default void a_strangers_message_is_a_request_until_it_is_accepted() {
        try (var door = door(Strangers.REQUEST)) {
            assertThat(door.write(door.alice(), door.bob(), "hello"))
                    .isInstanceOf(SendOutcome.Stored.class);
            assertThat(door.write(door.alice(), door.bob(), "are you there?"))
                    .isInstanceOf(SendOutcome.Stored.class);
            assertThat(door.isRequest()).isTrue();
            assertThat(door.world().reader.unread(door.listed())).isEqualTo(2);
            assertThat(door.world().requests.conceals(door.bob(), door.alice())).isTrue();
            assertThat(door.world().requests.conceals(door.alice(), door.bob())).isFalse();
            door.answer(true);
            door.answer(true);
            assertThat(door.isRequest()).isFalse();
            assertThat(door.world().requests.conceals(door.bob(), door.alice())).isFalse();
            assertThat(door.told()).containsExactly(Request.ACCEPTED);
            assertThat(Refusals.codeOf(() -> door.answer(false))).isEqualTo(RefusalCode.CONFLICT);
        }
    }

    @Test
    default void an_answer_accepts() {
        try (var door = door(Strangers.REQUEST)) {
            door.write(door.alice(), door.bob(), "hello");
            door.world().send(door.bob(), door.talk(), "hello yourself", null);
            assertThat(door.isRequest()).isFalse();
            assertThat(door.world().requests.conceals(door.bob(), door.alice())).isFalse();
            assertThat(door.told()).containsExactly(Request.ACCEPTED);
        }
    }

    @Test
    default void whoever_wrote_first_has_answered_already() {
        try (var door = door(Strangers.REQUEST)) {
            door.write(door.bob(), door.alice(), "hello");
            door.write(door.alice(), door.bob(), "hello yourself");
            assertThat(door.isRequest()).isFalse();
            door.world().setStrangers(door.bob(), Strangers.NONE);
            assertThat(door.write(door.alice(), door.bob(), "still here?"))
                    .isInstanceOf(SendOutcome.Stored.class);
        }
    }

    @Test
    default void becoming_contacts_accepts() {
        try (var door = door(Strangers.REQUEST)) {
            door.write(door.alice(), door.bob(), "hello");
            door.world().contacts.request(door.alice(), door.bob());
            assertThat(door.isRequest()).isTrue();
            door.world().contacts.accept(door.bob(), door.alice());
            assertThat(door.isRequest()).isFalse();
            assertThat(door.world().requests.conceals(door.bob(), door.alice())).isFalse();
        }
    }

    @Test
    default void who_was_rejected_is_refused_as_if_blocked() {
        try (var door = door(Strangers.REQUEST)) {
            door.write(door.alice(), door.bob(), "hello");
            door.answer(false);
            assertThat(door.isArchived()).isTrue();
            assertThat(door.world().requests.conceals(door.bob(), door.alice())).isTrue();
            assertThat(code(door.write(door.alice(), door.bob(), "please")))
                    .isEqualTo(RefusalCode.BLOCKED);
            assertThat(
                            Refusals.codeOf(() ->
                                    door.world().send(door.alice(), door.talk(), "please", null)))
                    .isEqualTo(RefusalCode.BLOCKED);
            assertThat(door.write(door.alice(), door.bob(), "hello"))
                    .as("what was stored before is a duplicate")
                    .isInstanceOfSatisfying(
                            SendOutcome.Stored.class,
                            stored -> assertThat(stored.duplicate()).isTrue());
            door.answer(true);
            assertThat(door.isArchived()).isFalse();
            assertThat(door.write(door.alice(), door.bob(), "please"))
                    .isInstanceOf(SendOutcome.Stored.class);
            assertThat(door.told()).containsExactly(Request.REJECTED, Request.ACCEPTED);
        }
    }

    @Test
    default void who_takes_nothing_of_strangers_gets_nothing() {
        try (var door = door(Strangers.NONE)) {
            assertThat(code(door.write(door.alice(), door.bob(), "hello")))
                    .isEqualTo(RefusalCode.BLOCKED);
            var pair = Pair.of(door.alice(), door.bob());
            assertThat(door.world().database.conversations().direct(pair)).isEmpty();
            assertThat(door.world().requests.enter(door.alice(), door.bob()))
                    .isEqualTo(Entry.REFUSED);
            door.world().contacts.request(door.alice(), door.bob());
            door.world().contacts.accept(door.bob(), door.alice());
            assertThat(door.write(door.alice(), door.bob(), "hello"))
                    .isInstanceOf(SendOutcome.Stored.class);
            assertThat(door.isRequest()).isFalse();
        }
    }

    @Test
    default void a_rejected_stranger_stays_so_when_their_conversation_is_cleared() {
        try (var door = door(Strangers.REQUEST)) {
            door.write(door.alice(), door.bob(), "hello");
            door.answer(false);
            var world = door.world();
            new DirectClearer(world.log).clear(door.bob(), world.account(door.bob()), door.talk());
            assertThat(code(door.write(door.alice(), door.bob(), "hello again")))
                    .isEqualTo(RefusalCode.BLOCKED);
            assertThat(world.requests.conceals(door.bob(), door.alice())).isTrue();
        }
    }

    @Test
    default void who_isnt_let_in_reaches_nobody_by_changing_what_they_sent() {
        try (var door = door(Strangers.REQUEST)) {
            door.write(door.alice(), door.bob(), "hello");
            assertThat(refusals(door)).containsOnly("allowed");
            door.answer(false);
            assertThat(refusals(door)).containsOnly("blocked");
            door.answer(true);
            assertThat(refusals(door)).containsOnly("allowed");
        }
        try (var door = door(Strangers.ALL)) {
            door.write(door.alice(), door.bob(), "hello");
            door.world().setStrangers(door.bob(), Strangers.NONE);
            assertThat(refusals(door)).containsOnly("blocked");
        }
    }

    /// What comes of it that Alice does what she can with her message.
    private static List<String> refusals(Door door) {
        var world = door.world();
        var edit =
                new MessageEditor.Edit(
                        1, "hello " + world.told.size(), MessageContent.PLAIN, null, null);
        var which = new ReactionKeeper.Which(door.talk(), 1, null);
        List<Runnable> all =
                List.of(
                        () -> world.editor.edit(door.alice(), door.talk(), edit),
                        () -> world.reactions.react(door.alice(), which, "👋", true),
                        () -> world.reactions.pin(door.alice(), which, true));
        return all.stream().map(RequestsContract::outcome).toList();
    }

    private static String outcome(Runnable what) {
        try {
            what.run();
            return "allowed";
        } catch (Refusal refused) {
            return refused.code().code();
        }
    }
}
