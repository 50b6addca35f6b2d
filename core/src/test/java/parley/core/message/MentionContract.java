package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import parley.core.Stores;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.MessageContent.Details;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;
import parley.core.message.MessageStore.Mentions;

/// The list of messages that name someone.
public interface MentionContract {
    Stores stores();

    private static void say(
            LogWorld world, UserId from, ConversationId to, String text, List<UserId> named) {
        var details = new Details(null, 0, 0, named, named.isEmpty(), null);
        var content = new MessageContent(text, MessageContent.PLAIN, details);
        LogWorld.outcome(
                world.sender.send(
                        new Sender(from, new DeviceId(7)),
                        new Request(
                                new Address.ToConversation(to), content, Conditions.NONE, null)));
    }

    /// All texts, read in pages of this size.
    private static List<String> texts(LogWorld world, UserId reader, int limit) {
        var mentions =
                new MentionReader(
                        world.database.messages(),
                        world.history,
                        new PublicIds(new byte[PublicIds.KEY_BYTES]),
                        Clock.systemUTC());
        var texts = new ArrayList<String>();
        var page = mentions.page(reader, limit, null);
        while (true) {
            page.mentions().forEach(one -> texts.add(one.message().message().content().text()));
            if (page.next() == null) {
                return texts;
            }
            page = mentions.page(reader, limit, page.next());
        }
    }

    @Test
    default void who_is_named_finds_it_wherever_it_is_and_as_long_as_they_may_read_it() {
        try (var world = new LogWorld(stores())) {
            var people = world.people(3);
            var alice = people.get(0);
            var bob = people.get(1);
            var carol = people.get(2);
            var direct = world.direct(alice, bob);
            var group = world.group(true, alice, bob);
            say(world, alice, direct, "direct", List.of(bob));
            say(world, alice, group, "before carol", List.of());
            world.members.add(alice, group, List.of(carol));
            say(world, alice, group, "everybody", List.of());
            say(world, alice, group, "only carol", List.of(carol));
            say(world, bob, group, "myself", List.of(bob));
            for (int limit : List.of(1, 2, 50)) {
                assertThat(texts(world, bob, limit))
                        .containsExactly("everybody", "before carol", "direct");
                assertThat(texts(world, carol, limit)).containsExactly("only carol", "everybody");
            }
            assertThat(texts(world, alice, 50)).isEmpty();
            world.eraser.erase(alice, group, List.of(SeqRange.of(2)), null);
            assertThat(texts(world, bob, 50)).containsExactly("before carol", "direct");
            world.members.remove(alice, group, carol);
            assertThat(texts(world, carol, 50)).isEmpty();
        }
    }

    @Test
    default void messages_that_name_someone_are_counted_until_they_are_read() {
        Talk.inGroup(
                stores(),
                talk -> {
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
        talk.send(new MessageContent("hear, hear", MessageContent.PLAIN, details));
    }
}
