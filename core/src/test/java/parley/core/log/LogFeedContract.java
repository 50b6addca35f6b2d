package parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.core.Stores;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.ChangeBody.Pinned;
import parley.core.log.LogFeed.Place;
import parley.core.message.MessageContent;
import parley.core.message.MessageEditor;
import parley.core.message.MessageState.Gone.Reason;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SeqRange;

/// What followers of the log may rely on.
public interface LogFeedContract {
    Stores stores();

    /// All entries after a position, read in pages of this size.
    private List<LogEntry> follow(Positions from, int max) {
        var entries = new ArrayList<LogEntry>();
        var covered = from;
        while (true) {
            var page = stores().feed().after(covered, max).orElseThrow();
            entries.addAll(page.entries());
            if (page.upTo().equals(covered)) {
                assertThat(covered).isEqualTo(stores().feed().end());
                return entries;
            }
            covered = page.upTo();
        }
    }

    private static List<LogEntry> of(ConversationId conversation, List<LogEntry> entries) {
        return entries.stream().filter(one -> one.conversation().equals(conversation)).toList();
    }

    /// Alice and Bob in a conversation and a group, in which each says something.
    record Talk(
            LogWorld world, UserId alice, UserId bob, ConversationId direct, ConversationId group) {
        static Talk in(LogWorld world) {
            var people = world.people(2);
            var alice = people.get(0);
            var bob = people.get(1);
            var talk =
                    new Talk(
                            world,
                            alice,
                            bob,
                            world.direct(alice, bob),
                            world.group(false, alice, bob));
            for (int i = 1; i <= 5; i++) {
                world.send(alice, talk.direct(), "direct " + i, null);
                world.send(bob, talk.group(), "group " + i, null);
            }
            return talk;
        }
    }

    @Test
    default void whoever_follows_is_told_every_rev_once_and_in_order() {
        try (var world = new LogWorld(stores())) {
            var before = stores().feed().end();
            var talk = Talk.in(world);
            world.reactions.pin(talk.alice(), new Which(talk.group(), 2, null), true);
            for (int max : List.of(1, 3, 1_000)) {
                var told = follow(before, max);
                for (var id : List.of(talk.direct(), talk.group())) {
                    assertThat(of(id, told)).as("pages of " + max).isEqualTo(world.entries(id));
                }
            }
            assertThat(of(talk.group(), follow(before, 7)))
                    .last()
                    .extracting(entry -> ((Change) entry).body())
                    .isEqualTo(new Pinned(2, true));
        }
    }

    @Test
    default void messages_are_told_as_they_are_by_now() {
        try (var world = new LogWorld(stores())) {
            var before = stores().feed().end();
            var talk = Talk.in(world);
            var edit = new MessageEditor.Edit(2, "other", MessageContent.PLAIN, null, null);
            world.editor.edit(talk.alice(), talk.direct(), edit);
            world.eraser.erase(talk.alice(), talk.direct(), List.of(SeqRange.of(3)), null);
            var told = of(talk.direct(), follow(before, 4));
            assertThat(told).isEqualTo(world.entries(talk.direct()));
            var second = (Message) told.get(1);
            assertThat(second.state().edited()).extracting(one -> one.text()).isEqualTo("other");
            var third = (Message) told.get(2);
            assertThat(third.content().text()).isEmpty();
            assertThat(third.state().gone())
                    .extracting(one -> one.reason())
                    .isEqualTo(Reason.DELETED);
            assertThat(told.subList(5, 7))
                    .extracting(entry -> (Object) ((Change) entry).body().getClass())
                    .containsExactly(Edited.class, Deleted.class);
        }
    }

    @Test
    default void one_goes_on_from_where_one_was() {
        try (var world = new LogWorld(stores())) {
            var talk = Talk.in(world);
            var middle = stores().feed().end();
            assertThat(stores().feed().after(middle, 10).orElseThrow())
                    .isEqualTo(new LogFeed.Page(List.of(), middle));
            world.send(talk.bob(), talk.direct(), "later", null);
            assertThat(of(talk.direct(), follow(middle, 10)))
                    .singleElement()
                    .extracting(entry -> ((Message) entry).content().text())
                    .isEqualTo("later");
            assertThat(of(talk.group(), follow(middle, 10))).isEmpty();
        }
    }

    @Test
    default void nobody_goes_on_from_a_future_that_was_lost() {
        try (var world = new LogWorld(stores())) {
            Talk.in(world);
            var end = stores().feed().end();
            int lane = end.last().firstKey();
            var lost = Positions.of(Map.of(lane, end.of(lane) + 1));
            assertThat(stores().feed().after(lost, 10)).isEmpty();
        }
    }

    @Test
    default void a_listing_has_every_message_once_also_those_of_a_moment_ago() {
        try (var world = new LogWorld(stores())) {
            var talk = Talk.in(world);
            for (int max : List.of(3, 10_000)) {
                var seen = new HashSet<Message>();
                Place place = null;
                do {
                    var page = stores().feed().messages(place, max);
                    assertThat(page.messages()).hasSizeLessThanOrEqualTo(max);
                    page.messages().forEach(one -> assertThat(seen.add(one)).isTrue());
                    place = page.end();
                } while (place != null);
                for (var id : List.of(talk.direct(), talk.group())) {
                    assertThat(seen)
                            .filteredOn(one -> one.conversation().equals(id))
                            .hasSize(5)
                            .allMatch(world.entries(id)::contains);
                }
            }
        }
    }
}
