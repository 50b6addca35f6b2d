package parley.core.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.conversation.Action;
import parley.core.conversation.Joining;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Role;
import parley.core.conversation.SettingsPatch;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.BlockChanged;
import parley.core.log.ChangeBody.ContactChanged;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.DeviceChanged;
import parley.core.log.ChangeBody.JoinAsked;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.PreferencesChanged;
import parley.core.log.ChangeBody.ProfileChanged;
import parley.core.log.LogEntry;
import parley.core.log.Message;
import parley.core.log.Positions;
import parley.core.message.MessageContent.Details;
import parley.core.message.MessageStore.Wanted;

/// What readers of the log may rely on.
public interface MessageStoreContract {
    Stores stores();

    private MessageStore messages() {
        return stores().messages();
    }

    private static List<Long> seqs(List<Message> messages) {
        return messages.stream().map(Message::seq).toList();
    }

    private List<Message> list(ConversationId id, Wanted wanted) {
        return messages().folded(id, new UserId(0), List.of(wanted)).lists().getFirst().stream()
                .map(Folded::message)
                .toList();
    }

    private List<Message> before(ConversationId id, long from, long before, int max) {
        return list(id, new Wanted.Before(from, before, max));
    }

    private List<Message> after(ConversationId id, long after, int max) {
        return list(id, new Wanted.After(after, max));
    }

    private List<Message> inThread(ConversationId id, long root, long before, int max) {
        return list(id, new Wanted.InThread(root, 1, before, max));
    }

    private static List<Long> revs(List<LogEntry> entries) {
        return entries.stream().map(LogEntry::rev).toList();
    }

    @Test
    default void history_pages_back_and_forth_by_seq() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, scene.person());
        for (int i = 1; i <= 10; i++) {
            scene.send(id, alice, "message " + i);
        }
        assertThat(seqs(before(id, 1, 11, 3))).containsExactly(8L, 9L, 10L);
        assertThat(seqs(before(id, 1, 8, 3))).containsExactly(5L, 6L, 7L);
        assertThat(seqs(before(id, 6, 8, 9))).containsExactly(6L, 7L);
        assertThat(before(id, 8, 8, 9)).isEmpty();
        assertThat(seqs(after(id, 8, 9))).containsExactly(9L, 10L);
        assertThat(seqs(after(id, 0, 2))).containsExactly(1L, 2L);
        assertThat(after(id, 10, 2)).isEmpty();
        assertThat(messages().find(id, 4).orElseThrow().content().text()).isEqualTo("message 4");
        assertThat(messages().find(id, 11)).isEmpty();
    }

    @Test
    default void a_thread_is_its_replies_without_its_root() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, scene.person());
        scene.send(id, alice, "root");
        for (int i = 0; i < 3; i++) {
            var reply =
                    new MessageContent(
                            "reply",
                            MessageContent.PLAIN,
                            new Details(null, 0, 1, List.of(), false, null));
            scene.send(id, alice, reply, null);
            scene.send(id, alice, "aside");
        }
        assertThat(seqs(inThread(id, 1, 100, 10))).containsExactly(2L, 4L, 6L);
        assertThat(seqs(inThread(id, 1, 100, 2))).containsExactly(4L, 6L);
        assertThat(seqs(inThread(id, 1, 6, 2))).containsExactly(2L, 4L);
        assertThat(inThread(id, 3, 100, 2)).isEmpty();
        assertThat(seqs(list(id, new Wanted.InThreadAfter(1, 0, 2)))).containsExactly(2L, 4L);
        assertThat(seqs(list(id, new Wanted.InThreadAfter(1, 2, 9)))).containsExactly(4L, 6L);
        assertThat(list(id, new Wanted.InThreadAfter(1, 6, 9))).isEmpty();
        assertThat(list(id, new Wanted.InThreadAfter(3, 0, 9))).isEmpty();
    }

    @Test
    default void messages_and_other_changes_come_as_one_list_by_rev() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var id = scene.group(alice, bob);
        var written = new ArrayList<LogEntry>();
        for (int i = 0; i < 40; i++) {
            written.add(
                    i % 5 < 2
                            ? scene.change(id, alice, new ProfileChanged("alice", "Alice " + i))
                            : scene.send(id, bob, "message " + i));
        }
        assertThat(revs(messages().entriesAfter(id, 0, 3))).containsExactly(1L, 2L, 3L);
        for (int rev = 2; rev <= 42; rev++) {
            var expected = written.subList(rev - 2, Math.min(rev + 5, 40));
            assertThat(messages().entriesAfter(id, rev, 7)).isEqualTo(expected);
        }
        assertThat(messages().entriesAfter(id, 100, 7)).isEmpty();
    }

    @Test
    default void what_a_cursor_lacks_is_read_back_from_the_newest() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.group(alice);
        scene.send(id, alice, "old");
        var cursor = stores().conversations().positions();
        assertThat(messages().entriesBeyond(id, cursor, 10)).isEmpty();
        var written = new ArrayList<LogEntry>();
        for (int i = 0; i < 30; i++) {
            written.add(
                    i % 3 == 0
                            ? scene.change(id, alice, new ProfileChanged("alice", "Alice " + i))
                            : scene.send(id, alice, "new " + i));
            assertThat(messages().entriesBeyond(id, cursor, 1000)).isEqualTo(written);
        }
        assertThat(messages().entriesBeyond(id, cursor, 4)).isEqualTo(written.subList(26, 30));
        assertThat(messages().entriesBeyond(id, cursor, 20)).isEqualTo(written.subList(10, 30));
        assertThat(messages().entriesBeyond(id, Positions.NONE, 1000)).hasSize(32);
        var nowhere = new ConversationId(1L << 40);
        assertThat(messages().entriesBeyond(List.of(id, nowhere), cursor, 4))
                .containsEntry(id, written.subList(26, 30))
                .containsEntry(nowhere, List.of());
    }

    @Test
    default void every_kind_of_change_comes_back_as_it_was_made() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.group(alice);
        var preferences = new Preferences(true, false, true, true);
        var bodies =
                List.of(
                        new MemberChanged(new UserId(-3), MemberChanged.How.REMOVED, Role.READER),
                        ConversationChanged.to(
                                new SettingsPatch(
                                        "Tea \"5\"",
                                        null,
                                        true,
                                        Joining.REQUEST,
                                        Map.of(Action.SEND, Role.OWNER, Action.PIN, Role.READER),
                                        3600,
                                        0)),
                        new ConversationChanged(
                                new SettingsPatch(null, "", false, null, null, null, 5), true),
                        new JoinAsked(
                                new ConversationId(9), new UserId(-4), JoinAsked.Answer.REJECTED),
                        new ContactChanged(new UserId(-3), ContactState.ASKED),
                        new BlockChanged(new UserId(4), true),
                        new BlockChanged(new UserId(4), false),
                        new PreferencesChanged(new ConversationId(9), preferences),
                        new ProfileChanged("alice", "Älice"),
                        new DeviceChanged(new DeviceId(-1), true));
        for (var body : bodies) {
            var change = scene.change(id, alice, body);
            assertThat(messages().entriesAfter(id, change.rev() - 1, 1)).containsExactly(change);
        }
    }

    @Test
    default void messages_of_others_are_counted_up_to_a_bound() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var id = scene.direct(alice, bob);
        for (int i = 0; i < 5; i++) {
            scene.send(id, alice, "from alice");
            scene.send(id, bob, "from bob");
        }
        assertThat(messages().countFromOthers(id, bob, 0, 100)).isEqualTo(5);
        assertThat(messages().countFromOthers(id, bob, 3, 100)).isEqualTo(3);
        assertThat(messages().countFromOthers(id, bob, 0, 2)).isEqualTo(2);
        assertThat(messages().countFromOthers(id, scene.person(), 0, 100)).isEqualTo(10);
    }

    @Test
    default void times_are_kept_to_the_millisecond() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var id = scene.direct(alice, alice);
        var sent = scene.send(id, alice, "now");
        assertThat(sent.at().getNano() % 1_000_000).isZero();
        assertThat(messages().find(id, 1).orElseThrow().at()).isEqualTo(sent.at());
    }
}
