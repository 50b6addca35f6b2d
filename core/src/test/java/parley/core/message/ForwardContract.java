package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Stores;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.MessageContent.Details;
import parley.core.message.MessageContent.Forwarded;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageForwarder.Source;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;

/// Sending on what others wrote, from the use case to the rows and back.
public interface ForwardContract {
    Stores stores();

    /// Alice and Bob, Bob and Carol.
    record Three(
            LogWorld world,
            UserId alice,
            UserId bob,
            UserId carol,
            ConversationId first,
            ConversationId second) {
        static Three in(LogWorld world) {
            var people = world.people(3);
            return new Three(
                    world,
                    people.get(0),
                    people.get(1),
                    people.get(2),
                    world.direct(people.get(0), people.get(1)),
                    world.direct(people.get(1), people.get(2)));
        }

        SendOutcome forward(
                UserId who,
                ConversationId from,
                long seq,
                ConversationId to,
                @Nullable String key) {
            var content = new MessageContent("", MessageContent.PLAIN, Details.NONE);
            var conditions = key == null ? Conditions.NONE : Conditions.ofKey(key);
            return LogWorld.outcome(
                    world.forwarder.forward(
                            new Sender(who, new DeviceId(7)),
                            new Source(from, seq),
                            new Request(
                                    new Address.ToConversation(to), content, conditions, null)));
        }

        Message read(UserId who, ConversationId where, long seq) {
            return new Message(world.history.message(who, where, seq).message().content());
        }
    }

    /// What was read.
    record Message(MessageContent content) {
        Forwarded from() {
            return Objects.requireNonNull(content.details().forwarded());
        }
    }

    @Test
    default void a_copy_has_the_present_words_and_says_whose_they_were_first() {
        try (var world = new LogWorld(stores())) {
            var three = Three.in(world);
            world.send(three.alice(), three.first(), "tee at five", null);
            var edit = new MessageEditor.Edit(1, "tea at five", MessageContent.PLAIN, null, null);
            world.editor.edit(three.alice(), three.first(), edit);
            three.forward(three.bob(), three.first(), 1, three.second(), null);
            var copy = three.read(three.carol(), three.second(), 1);
            assertThat(copy.content().text()).isEqualTo("tea at five");
            assertThat(copy.from().user()).isEqualTo(three.alice());
            assertThat(copy.from().name()).startsWith("person0");
            // and one of the copy, kept with oneself, still says so
            var saved = world.direct(three.carol(), three.carol());
            three.forward(three.carol(), three.second(), 1, saved, null);
            var kept = three.read(three.carol(), saved, 1);
            assertThat(kept.from().user()).isEqualTo(three.alice());
            assertThat(kept.from().at()).isEqualTo(copy.from().at());
            var other = new MessageEditor.Edit(1, "mine", MessageContent.PLAIN, null, null);
            assertThatThrownBy(() -> world.editor.edit(three.bob(), three.second(), other))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            no -> assertThat(no.code()).isEqualTo(RefusalCode.FORBIDDEN));
        }
    }

    @Test
    default void a_repeated_forward_is_a_duplicate_also_when_the_message_is_gone() {
        try (var world = new LogWorld(stores())) {
            var three = Three.in(world);
            world.send(three.alice(), three.first(), "read this", null);
            world.send(three.alice(), three.first(), "and this", null);
            var sent = three.forward(three.bob(), three.first(), 1, three.second(), "k");
            world.eraser.erase(three.alice(), three.first(), List.of(SeqRange.of(1)), null);
            var again = three.forward(three.bob(), three.first(), 1, three.second(), "k");
            assertThat(((SendOutcome.Stored) again).duplicate()).isTrue();
            assertThat(((SendOutcome.Stored) again).seq())
                    .isEqualTo(((SendOutcome.Stored) sent).seq());
            refused(three, 2, "k", RefusalCode.KEY_CONFLICT);
            refused(three, 1, "another", RefusalCode.NOT_FOUND);
            assertThat(world.entries(three.second())).hasSize(1);
        }
    }

    private static void refused(Three three, long seq, String key, RefusalCode code) {
        var outcome = three.forward(three.bob(), three.first(), seq, three.second(), key);
        assertThat(((SendOutcome.Refused) outcome).code()).isEqualTo(code);
    }

    @Test
    default void nobody_forwards_what_they_may_not_read_or_what_will_expire() {
        try (var world = new LogWorld(stores())) {
            var three = Three.in(world);
            world.send(three.alice(), three.first(), "between us", null);
            assertThatThrownBy(() ->
                            three.forward(three.carol(), three.first(), 1, three.second(), null))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            no -> assertThat(no.code()).isEqualTo(RefusalCode.NOT_FOUND));
            var brief =
                    new MessageContent(
                            "soon gone",
                            MessageContent.PLAIN,
                            new Details(null, 0, 0, List.of(), false, Duration.ofHours(1)));
            LogWorld.outcome(
                    world.sender.send(
                            new Sender(three.alice(), new DeviceId(7)),
                            new Request(
                                    new Address.ToConversation(three.first()),
                                    brief,
                                    Conditions.NONE,
                                    null)));
            assertThatThrownBy(() ->
                            three.forward(three.bob(), three.first(), 2, three.second(), null))
                    .isInstanceOfSatisfying(
                            Refusal.class,
                            no -> assertThat(no.code()).isEqualTo(RefusalCode.FORBIDDEN));
        }
    }
}
