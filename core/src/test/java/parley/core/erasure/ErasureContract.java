package parley.core.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.Stores;
import parley.core.conversation.JoinRequest;
import parley.core.conversation.Joining;
import parley.core.conversation.SettingsPatch;
import parley.core.erasure.Erasure.Messages;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.JoinAsked;
import parley.core.log.ChangeBody.JoinAsked.Answer;
import parley.core.log.LogWorld;
import parley.core.message.HistoryReader.Span;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Sender;
import parley.core.message.SeqRange;

/// What a deleted account leaves, and how it goes.
public interface ErasureContract {
    Stores stores();

    private static void begin(LogWorld world, UserId user, Messages messages) {
        world.log.<Boolean>amend(scope -> {
            scope.rows().erasures().put(Erasure.of(user, messages));
            return true;
        });
    }

    private static List<String> texts(LogWorld world, UserId reader, ConversationId where) {
        return world.history.page(reader, where, new Span.After(0), 100).messages().stream()
                .map(one ->
                        one.message().state().gone() != null ? "-" : one.message().content().text())
                .toList();
    }

    @Test
    default void what_someone_wrote_is_erased_everywhere_and_nothing_else() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(3);
            var alice = people.get(0);
            var bob = people.get(1);
            var talk = world.direct(alice, bob);
            var tea = world.group(false, bob, alice);
            world.send(alice, talk, "one", "1");
            world.send(bob, talk, "two", null);
            world.send(alice, talk, "three", null);
            world.send(alice, tea, "in a group that she left", null);
            world.send(bob, tea, "bye", null);
            world.members.leave(alice, tea);
            var notes = world.direct(alice, alice);
            world.send(alice, notes, "a note", null);
            var later = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofHours(1));
            world.scheduler.schedule(
                    new Sender(alice, new DeviceId(7)),
                    talk,
                    "k",
                    later,
                    MessageContent.plain("later"));
            world.contacts.request(alice, bob);
            begin(world, alice, Messages.ERASE);
            world.accountEraser.eraseAll();
            assertThat(texts(world, bob, talk)).containsExactly("-", "two", "-");
            assertThat(texts(world, bob, tea)).containsExactly("-", "bye");
            assertThat(texts(world, alice, notes)).containsExactly("-");
            assertThat(world.database.scheduled().list(alice)).isEmpty();
            assertThat(world.contacts.list(bob)).isEmpty();
            assertThat(world.database.erasures().first().filter(one -> one.user().equals(alice)))
                    .isEmpty();
            var told = (Change) world.entries(talk).getLast();
            assertThat(told.body()).isEqualTo(new Deleted(List.of(SeqRange.of(1), SeqRange.of(3))));
            assertThat(world.reader.unread(world.reader.require(talk, bob))).isZero();
        }
    }

    @Test
    default void kept_messages_stay() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var talk = world.direct(people.get(0), people.get(1));
            world.send(people.get(0), talk, "one", null);
            begin(world, people.get(0), Messages.KEEP);
            world.accountEraser.eraseAll();
            assertThat(texts(world, people.get(1), talk)).containsExactly("one");
        }
    }

    @Test
    default void nobody_is_left_asking_to_be_let_in() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(3);
            var alice = people.get(0);
            var bob = people.get(1);
            var tea = world.group(false, bob);
            world.groups.change(
                    bob,
                    tea,
                    new SettingsPatch(null, null, null, Joining.REQUEST, null, null, null));
            world.joins.join(alice, tea);
            world.joins.join(people.get(2), tea);
            begin(world, alice, Messages.KEEP);
            world.accountEraser.eraseAll();
            assertThat(world.joins.requests(bob, tea, null, 10))
                    .extracting(JoinRequest::user)
                    .containsExactly(people.get(2));
            assertThat(world.database.groups().requestsOf(alice)).isEmpty();
            var told = (Change) world.entries(world.account(bob)).getLast();
            assertThat(told.body()).isEqualTo(new JoinAsked(tea, alice, Answer.REJECTED));
        }
    }

    @Test
    default void long_conversations_take_several_steps_and_go_on_from_each() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(2);
            var alice = people.get(0);
            var bob = people.get(1);
            var talk = world.direct(alice, bob);
            for (int i = 0; i < 450; i++) {
                world.sending(alice, new Address.ToConversation(talk), "n" + i, Conditions.NONE);
            }
            world.send(bob, talk, "mine", null);
            begin(world, alice, Messages.ERASE);
            assertThat(world.accountEraser.eraseAll()).isGreaterThanOrEqualTo(5);
            var changes = world.entries(talk).stream().filter(Change.class::isInstance).toList();
            assertThat(changes).hasSize(3);
            assertThat(texts(world, bob, talk)).filteredOn(text -> !text.equals("-")).isEmpty();
            assertThat(
                            world.history
                                    .page(bob, talk, Span.latest(), 1)
                                    .messages()
                                    .getLast()
                                    .message()
                                    .content()
                                    .text())
                    .isEqualTo("mine");
        }
    }
}
