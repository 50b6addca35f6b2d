package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Stores;
import parley.core.conversation.Action;
import parley.core.conversation.Pair;
import parley.core.conversation.Role;
import parley.core.conversation.SettingsPatch;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;
import parley.core.message.SendOutcome.Refused;
import parley.core.message.SendOutcome.Stored;
import parley.core.user.User.Strangers;

/// What was stored once is answered again under its key, though it would be refused by now.
public interface RepetitionContract {
    Stores stores();

    private static void isRepetition(SendOutcome outcome, long seq) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Stored.class,
                        stored -> {
                            assertThat(stored.duplicate()).isTrue();
                            assertThat(stored.seq()).isEqualTo(seq);
                        });
    }

    private static RefusalCode code(SendOutcome outcome) {
        if (outcome instanceof Refused refused) {
            return refused.code();
        }
        throw new AssertionError("it was stored");
    }

    private static SendOutcome toUser(LogWorld world, UserId from, UserId to, String key) {
        return LogWorld.outcome(
                world.sending(from, new Address.ToUser(to), key, Conditions.ofKey(key)));
    }

    @Test
    default void a_message_of_someone_who_may_only_read_by_now_is_known_by_its_key() {
        Talk.inGroup(
                stores(),
                talk -> {
                    var world = talk.world();
                    var bob = talk.bob();
                    world.send(bob, talk.id(), "four", "k4");
                    world.members.changeRole(talk.alice(), talk.id(), bob, Role.READER);
                    isRepetition(world.send(bob, talk.id(), "four", "k4"), 4);
                    assertThat(code(world.send(bob, talk.id(), "quatre", "k4")))
                            .isEqualTo(RefusalCode.KEY_CONFLICT);
                    assertThat(code(world.send(bob, talk.id(), "five", "k5")))
                            .isEqualTo(RefusalCode.READ_ONLY);
                    assertThat(Refusals.codeOf(() -> world.send(bob, talk.id(), "five", null)))
                            .isEqualTo(RefusalCode.READ_ONLY);
                    assertThat(talk.seqs(talk.alice())).containsExactly(1L, 2L, 3L, 4L);
                });
    }

    @Test
    default void who_may_not_name_everybody_any_more_may_repeat_that_they_did() {
        Talk.inGroup(
                stores(),
                talk -> {
                    isRepetition(again(talk, namingAll(talk, "k4")), 4);
                    assertThat(namingAll(talk, "k5"))
                            .isInstanceOfSatisfying(
                                    Refused.class,
                                    refused -> {
                                        assertThat(refused.code()).isEqualTo(RefusalCode.FORBIDDEN);
                                        assertThat(refused.field()).isEqualTo("mentions");
                                    });
                });
    }

    private static SendOutcome again(Talk talk, SendOutcome first) {
        assertThat(first).isInstanceOf(Stored.class);
        var lowest = Map.of(Action.MENTION_ALL, Role.ADMIN);
        talk.world()
                .groups
                .change(
                        talk.alice(),
                        talk.id(),
                        new SettingsPatch(null, null, null, null, lowest, null, null));
        return namingAll(talk, "k4");
    }

    private static SendOutcome namingAll(Talk talk, String key) {
        var details = new MessageContent.Details(null, 0, 0, List.of(), true, null);
        var content = new MessageContent("all!", MessageContent.PLAIN, details);
        return LogWorld.outcome(
                talk.world()
                        .sender
                        .send(
                                new Sender(talk.bob(), LogWorld.DEVICE),
                                new Request(
                                        new Address.ToConversation(talk.id()),
                                        content,
                                        Conditions.ofKey(key),
                                        null)));
    }

    @Test
    default void a_message_to_someone_who_is_gone_by_now_is_known_by_its_key() {
        Talk.between(
                stores(),
                talk -> {
                    var world = talk.world();
                    var alice = talk.alice();
                    var carol = world.people(1).getFirst();
                    world.disable(talk.bob());
                    world.disable(carol);
                    isRepetition(toUser(world, alice, talk.bob(), "one"), 1);
                    assertThat(code(toUser(world, alice, talk.bob(), "four")))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(code(toUser(world, alice, carol, "one")))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(world.database.conversations().direct(Pair.of(alice, carol)))
                            .isEmpty();
                    var to = new Address.ToUser(talk.bob());
                    assertThat(
                                    Refusals.codeOf(() ->
                                            world.sending(alice, to, "four", Conditions.NONE)))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    world.blocks.block(talk.bob(), alice);
                    isRepetition(toUser(world, alice, talk.bob(), "two"), 2);
                    assertThat(code(toUser(world, alice, talk.bob(), "four")))
                            .isEqualTo(RefusalCode.NOT_FOUND);
                    assertThat(talk.seqs(alice)).containsExactly(1L, 2L, 3L);
                });
    }

    @Test
    default void an_edit_of_someone_who_may_only_read_by_now_is_known_by_its_key() {
        Talk.inGroup(
                stores(),
                talk -> {
                    var bob = talk.bob();
                    talk.world().send(bob, talk.id(), "four", null);
                    var first = talk.edit(bob, 4, "4", "k");
                    talk.world().members.changeRole(talk.alice(), talk.id(), bob, Role.READER);
                    assertThat(talk.edit(bob, 4, "4", "k"))
                            .isEqualTo(new Changed(talk.id(), first.rev(), first.at(), true));
                    assertThat(Refusals.codeOf(() -> talk.edit(bob, 4, "four", "k")))
                            .isEqualTo(RefusalCode.KEY_CONFLICT);
                    assertThat(Refusals.codeOf(() -> talk.edit(bob, 4, "four", "k2")))
                            .isEqualTo(RefusalCode.READ_ONLY);
                    assertThat(Refusals.codeOf(() -> talk.edit(bob, 4, "four", "")))
                            .isEqualTo(RefusalCode.READ_ONLY);
                });
    }

    @Test
    default void an_edit_between_two_who_are_apart_by_now_is_known_by_its_key() {
        Talk.between(
                stores(),
                talk -> {
                    var world = talk.world();
                    var alice = talk.alice();
                    var first = talk.edit(alice, 1, "1", "k");
                    var repeated = new Changed(talk.id(), first.rev(), first.at(), true);
                    world.blocks.block(talk.bob(), alice);
                    assertThat(talk.edit(alice, 1, "1", "k")).isEqualTo(repeated);
                    assertThat(Refusals.codeOf(() -> talk.edit(alice, 1, "uno", "k2")))
                            .isEqualTo(RefusalCode.BLOCKED);
                    world.blocks.unblock(talk.bob(), alice);
                    world.setStrangers(talk.bob(), Strangers.NONE);
                    assertThat(talk.edit(alice, 1, "1", "k")).isEqualTo(repeated);
                    assertThat(Refusals.codeOf(() -> talk.edit(alice, 1, "uno", "k2")))
                            .isEqualTo(RefusalCode.BLOCKED);
                    assertThat(Refusals.codeOf(() -> talk.edit(alice, 1, "uno", "")))
                            .isEqualTo(RefusalCode.BLOCKED);
                });
    }
}
