package parley.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogTransaction.KeptKey;
import parley.core.message.MessageContent;
import parley.core.message.MessageContent.Details;
import parley.core.message.Poll;
import parley.core.receipt.Marks;

/// What the log's writer may rely on.
public interface LogStoreContract {
    Stores stores();

    @Test
    default void batches_of_a_lane_are_numbered_without_gaps() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var first = scene.send(scene.direct(alice, alice), alice, "one").position();
        var second = scene.send(scene.direct(alice, scene.person()), alice, "two").position();
        assertThat(second).isEqualTo(new Position(first.lane(), first.n() + 2));
        assertThat(stores().conversations().positions().of(first.lane())).isEqualTo(second.n());
    }

    @Test
    default void a_batch_that_throws_leaves_nothing_and_its_number_is_used_again() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var before = stores().conversations().positions();
        assertThatThrownBy(() ->
                        scene.write(tx -> {
                            scene.direct(tx, alice, bob);
                            throw new IllegalStateException("no");
                        }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no");
        assertThat(stores().conversations().direct(Pair.of(alice, bob))).isEmpty();
        assertThat(stores().conversations().positions()).isEqualTo(before);
        var position = scene.send(scene.direct(alice, bob), alice, "hi").position();
        assertThat(position.n()).isEqualTo(before.of(position.lane()) + 2);
    }

    @Test
    default void a_batch_that_wrote_nothing_uses_no_number() {
        var scene = new Scene(stores());
        var first = scene.lastPosition();
        assertThat(scene.lastPosition()).isEqualTo(first);
    }

    @Test
    default void conversation_numbers_are_never_given_twice() {
        var log = stores().log();
        long first = log.nextConversation();
        assertThat(log.nextConversation()).isGreaterThan(first);
    }

    @Test
    default void a_head_comes_back_as_it_was_written() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var id = scene.direct(alice, bob);
        var sent = scene.send(id, alice, "hi");
        var head =
                scene.write(tx -> {
                    assertThat(tx.heads(List.of(id), false).busy()).isEmpty();
                    return Scene.head(tx, id);
                });
        assertThat(head.kind()).isEqualTo(Kind.DIRECT);
        assertThat(head.lastSeq()).isEqualTo(1);
        assertThat(head.lastRev()).isEqualTo(1);
        assertThat(head.touched()).isEqualTo(sent.position());
        assertThat(head.members()).isEqualTo(2);
        assertThat(head.progress().lastMessageAt()).isEqualTo(sent.at());
        assertThat(head.pair()).contains(Pair.of(alice, bob));
        var direct = Objects.requireNonNull(head.direct());
        assertThat(direct.marksOf(alice)).isEqualTo(Marks.readTo(1));
        assertThat(direct.marksOf(bob)).isEqualTo(Marks.NONE);
        assertThat(stores().conversations().head(id)).contains(head);
    }

    @Test
    default void settings_and_members_of_a_group_come_back() {
        var scene = new Scene(stores());
        var id = scene.group(scene.person(), scene.person(), scene.person());
        var settings = new Head.Settings("Früh \"stück\"", "täglich\n", true);
        scene.write(tx -> {
            tx.updateHeads(List.of(Scene.head(tx, id).with(settings)));
            return true;
        });
        var head = stores().conversations().head(id).orElseThrow();
        assertThat(head.settings()).isEqualTo(settings);
        assertThat(head.members()).isEqualTo(3);
        assertThat(head.memberRev()).isEqualTo(3);
        assertThat(head.direct()).isNull();
    }

    @Test
    default void a_conversation_that_does_not_exist_is_neither_held_nor_busy() {
        var scene = new Scene(stores());
        var missing = new ConversationId(Long.MAX_VALUE);
        var heads = scene.write(tx -> tx.heads(Set.of(missing), false));
        assertThat(heads.held()).isEmpty();
        assertThat(heads.busy()).isEmpty();
        assertThat(stores().conversations().head(missing)).isEmpty();
    }

    @Test
    default void a_batch_sees_what_it_wrote_itself() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        scene.write(tx -> {
            var id = scene.direct(tx, alice, bob);
            assertThat(tx.directs(List.of(Pair.of(bob, alice)))).containsValue(id);
            assertThat(tx.heads(List.of(id), false).held()).containsKey(id);
            assertThat(tx.rows().membership(id, bob)).isPresent();
            return id;
        });
    }

    @Test
    default void readers_see_a_batch_only_when_it_is_committed() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, scene.person());
        scene.send(id, alice, "hi");
        assertThat(stores().messages().find(id, 1)).isPresent();
    }

    @Test
    default void many_pairs_are_found_at_once() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var carol = scene.person();
        var withBob = scene.direct(alice, bob);
        var withSelf = scene.direct(alice, alice);
        var pairs = Set.of(Pair.of(alice, bob), Pair.of(bob, carol), Pair.of(alice, alice));
        assertThat(scene.<Object>write(tx -> tx.directs(pairs)))
                .isEqualTo(Map.of(Pair.of(alice, bob), withBob, Pair.of(alice, alice), withSelf));
    }

    @Test
    default void the_second_conversation_of_a_pair_is_not_made_but_named() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var carol = scene.person();
        var id = scene.direct(alice, bob);
        scene.write(tx -> {
            var again = Head.ofDirect(scene.next(), Pair.of(alice, bob), tx.now(), tx.position());
            var other = Head.ofDirect(scene.next(), Pair.of(bob, carol), tx.now(), tx.position());
            assertThat(tx.insertHeads(List.of(again, other))).containsExactly(again.id());
            assertThat(tx.heads(List.of(again.id(), other.id()), false).held())
                    .containsOnlyKeys(other.id());
            return true;
        });
        assertThat(stores().conversations().direct(Pair.of(alice, bob))).contains(id);
    }

    @Test
    default void a_message_is_found_by_its_senders_key_alone() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var id = scene.direct(alice, bob);
        var content = MessageContent.plain("hi");
        var sent = scene.send(id, alice, content, "k1");
        assertThat(scene.key(id, alice, "k1"))
                .contains(new KeptKey(1, 1, sent.at(), content.text().hashCode()));
        assertThat(scene.key(id, bob, "k1")).isEmpty();
        assertThat(scene.key(id, alice, "k2")).isEmpty();
        assertThat(scene.key(scene.direct(alice, alice), alice, "k1")).isEmpty();
    }

    @Test
    default void a_key_is_used_once_in_a_conversation() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, scene.person());
        scene.send(id, alice, MessageContent.plain("one"), "k");
        assertThatThrownBy(() -> scene.send(id, alice, MessageContent.plain("two"), "k"))
                .isInstanceOf(RuntimeException.class);
        assertThat(stores().messages().find(id, 2)).isEmpty();
        scene.send(scene.direct(alice, scene.person()), alice, MessageContent.plain("x"), "k");
    }

    @Test
    default void a_message_comes_back_as_it_was_sent() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, scene.person());
        var details =
                new Details(
                        "cGF5",
                        3,
                        2,
                        List.of(alice, new UserId(-1)),
                        true,
                        Duration.ofMillis(1500));
        var poll =
                new Poll(List.of("tea", "☕"), true, true, Instant.ofEpochMilli(4_102_444_800_001L));
        var open = new Poll(List.of("yes", "no", "\""), false, false, null);
        var contents =
                List.of(
                        MessageContent.plain("Grüße 👋\u0001 \"'"),
                        MessageContent.plain(""),
                        new MessageContent("**hi**", MessageContent.MARKDOWN, Details.NONE),
                        new MessageContent("", "x-sketch", details),
                        new MessageContent("?", MessageContent.PLAIN, Details.NONE.asking(poll)),
                        new MessageContent("?", MessageContent.PLAIN, details.asking(open)));
        for (var content : contents) {
            var sent = scene.send(id, alice, content, "k" + contents.indexOf(content));
            assertThat(stores().messages().find(id, sent.seq())).contains(sent);
        }
    }

    @Test
    default void an_undone_part_leaves_what_came_before_it() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var carol = scene.person();
        scene.write(tx -> {
            scene.direct(tx, alice, bob);
            assertThatThrownBy(() ->
                            tx.undoable(() -> {
                                var head =
                                        Head.ofDirect(
                                                scene.next(),
                                                Pair.of(alice, carol),
                                                tx.now(),
                                                tx.position());
                                tx.insertHeads(List.of(head));
                                tx.rows().putPasswordHash(alice, "hash");
                                throw new IllegalStateException("no");
                            }))
                    .hasMessage("no");
            assertThat(tx.rows().passwordHash(alice)).isEmpty();
            assertThat(
                            tx.<String>undoable(() -> {
                                tx.rows().putPasswordHash(bob, "hash");
                                return "done";
                            }))
                    .isEqualTo("done");
            return true;
        });
        var conversations = stores().conversations();
        assertThat(conversations.direct(Pair.of(alice, bob))).isPresent();
        assertThat(conversations.direct(Pair.of(alice, carol))).isEmpty();
        assertThat(stores().users().passwordHash(bob)).contains("hash");
    }

    @Test
    default void an_account_conversation_belongs_to_one_and_is_no_direct_one() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id =
                scene.write(tx -> {
                    var owner = new Head.Direct(new Pair(alice, alice), Marks.NONE, Marks.NONE);
                    var head =
                            new Head(
                                    scene.next(),
                                    Kind.ACCOUNT,
                                    Head.Progress.startingAt(tx.now()),
                                    tx.position(),
                                    0,
                                    1,
                                    owner,
                                    Head.Settings.NONE);
                    tx.insertHeads(List.of(head));
                    assertThat(Scene.head(tx, head.id())).isEqualTo(head);
                    return head.id();
                });
        var conversations = stores().conversations();
        assertThat(conversations.direct(Pair.of(alice, alice))).isEmpty();
        assertThat(conversations.listed(id, alice)).isEmpty();
        assertThat(conversations.page(alice, null, 10)).isEmpty();
        assertThat(conversations.changedSince(alice, Positions.NONE)).isEmpty();
        assertThat(conversations.membersAt(id, 0)).containsExactly(alice);
    }
}
