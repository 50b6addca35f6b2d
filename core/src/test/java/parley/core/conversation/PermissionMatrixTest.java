package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import parley.core.Refusal;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.MessageContent;
import parley.core.message.MessageDraft.Conditions;
import parley.core.message.MessageSender.Address;
import parley.core.message.MessageSender.Request;
import parley.core.message.MessageSender.Sender;
import parley.core.message.Poll;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SeqRange;

/// Every role tries every action in a group and in a channel; the page that says who may is made
/// from the same table.
final class PermissionMatrixTest {
    private static final Path PAGE = Path.of("../docs/protocol/conversations.md");
    private static final String BEGIN = "<!-- made from the table of permissions -->\n";
    private static final String END = "<!-- end -->";
    private static final String REMAKE =
            "remake it with: mvn -q -pl core test -Dtest=PermissionMatrixTest -Dpermissions=write";

    private final LogWorld world = new LogWorld();
    private final UserId founder = world.person("founder");

    @AfterEach
    void close() {
        world.close();
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void everyone_may_do_what_the_table_says_and_nothing_else(Role role) {
        for (var kind : List.of(Kind.GROUP, Kind.CHANNEL)) {
            for (var action : Action.values()) {
                assertThat(tries(kind, role, action, Map.of()))
                        .as("%s %s in a %s", role, action, kind)
                        .isEqualTo(Permissions.of(kind).allow(role, action));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void owners_decide_otherwise(Role lowest) {
        for (var action : Action.settable()) {
            for (var role : List.of(Role.ADMIN, Role.MEMBER, Role.READER)) {
                assertThat(tries(Kind.GROUP, role, action, Map.of(action, lowest)))
                        .as("%s %s where %s may", role, action, lowest)
                        .isEqualTo(role.atLeast(lowest));
            }
        }
    }

    /// In a conversation of their own someone of this role tries to do it.
    private boolean tries(Kind kind, Role role, Action action, Map<Action, Role> set) {
        var actor = world.people(1).getFirst();
        var other = world.people(1).getFirst();
        var id = world.group(kind, false, founder, actor, other);
        world.poll(founder, id, new Poll(List.of("tea", "coffee"), false, false, null));
        world.members.changeRole(founder, id, other, Role.READER);
        world.members.changeRole(founder, id, actor, role);
        if (!set.isEmpty()) {
            world.groups.change(
                    founder, id, new SettingsPatch(null, null, null, null, set, null, null));
        }
        try {
            attempt(action, id, actor, other);
            return true;
        } catch (Refusal e) {
            assertThat(e.code().code()).isIn("forbidden", "read_only");
            return false;
        }
    }

    private void attempt(Action action, ConversationId id, UserId actor, UserId other) {
        switch (action) {
            case SEND -> world.send(actor, id, "hi", null);
            case MENTION_ALL -> mentionAll(id, actor);
            case REACT -> world.reactions.react(actor, new Which(id, 1, null), "👍", true);
            case PIN -> world.reactions.pin(actor, new Which(id, 1, null), true);
            case DELETE_OTHERS -> world.eraser.erase(actor, id, List.of(SeqRange.of(1)), null);
            case INVITE -> world.members.add(actor, id, List.of(world.people(1).getFirst()));
            case CHANGE -> world.groups.change(actor, id, SettingsPatch.named("Coffee", null));
            case REMOVE -> remove(id, actor, other);
            case GIVE_ROLE -> giveRole(id, actor, other);
            case SET_PERMISSIONS ->
                    world.groups.change(
                            actor,
                            id,
                            new SettingsPatch(
                                    null,
                                    null,
                                    null,
                                    null,
                                    Map.of(Action.PIN, Role.OWNER),
                                    null,
                                    null));
            case DELETE_CONVERSATION -> world.groups.delete(actor, id);
            case VOTE -> world.polls.vote(actor, new Which(id, 1, null), List.of(0L));
            case CLOSE_POLL -> world.polls.close(actor, new Which(id, 1, null));
        }
    }

    // who may name everybody but not write can't be told apart by trying
    private void mentionAll(ConversationId id, UserId actor) {
        askTable(Action.MENTION_ALL, id, actor);
        var permissions = Permissions.of(world.heads.find(id).orElseThrow());
        var role = world.reader.require(id, actor).membership().role();
        if (permissions.allow(role, Action.SEND)) {
            var details = new MessageContent.Details(null, 0, 0, List.of(), true, null);
            var content = new MessageContent("all!", MessageContent.PLAIN, details);
            LogWorld.outcome(
                    world.sender.send(
                            new Sender(actor, new DeviceId(7)),
                            new Request(
                                    new Address.ToConversation(id),
                                    content,
                                    Conditions.NONE,
                                    null)));
        }
    }

    // nobody is below a reader
    private void remove(ConversationId id, UserId actor, UserId other) {
        if (world.reader.require(id, actor).membership().role() == Role.READER) {
            askTable(Action.REMOVE, id, actor);
        } else {
            world.members.remove(actor, id, other);
        }
    }

    private void giveRole(ConversationId id, UserId actor, UserId other) {
        world.members.changeRole(actor, id, other, Role.READER);
    }

    private void askTable(Action action, ConversationId id, UserId actor) {
        world.reader.requireMay(id, actor, action);
    }

    @Test
    void the_page_is_current() throws IOException {
        var page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END, begin);
        if ("write".equals(System.getProperty("permissions"))) {
            Files.writeString(PAGE, page.substring(0, begin) + table() + page.substring(end));
        } else {
            assertThat(page.substring(begin, end)).as(REMAKE).isEqualTo(table());
        }
    }

    private static String table() {
        return "| may | `permissions` | in a group | in a channel |\n| --- | --- | --- | --- |\n"
                + Arrays.stream(Action.values())
                        .map(PermissionMatrixTest::row)
                        .collect(Collectors.joining());
    }

    private static String row(Action action) {
        return "| %s | %s | %s | %s |\n"
                .formatted(
                        words(action),
                        action.word().map(word -> "`" + word + "`").orElse("–"),
                        word(Permissions.of(Kind.GROUP).lowest(action)),
                        word(Permissions.of(Kind.CHANNEL).lowest(action)));
    }

    private static String words(Action action) {
        return switch (action) {
            case SEND -> "send messages";
            case REACT -> "react";
            case VOTE -> "vote in polls (as `react`)";
            case INVITE -> "add people, let in who asks, make invitations";
            case PIN -> "pin messages";
            case CHANGE -> "change the settings";
            case REMOVE -> "remove and ban those below";
            case MENTION_ALL -> "mention `@all`";
            case DELETE_OTHERS -> "delete messages of others";
            case CLOSE_POLL -> "close polls of others";
            case GIVE_ROLE -> "give those below a role below one's own; owners give any";
            case SET_PERMISSIONS -> "set the permissions";
            case DELETE_CONVERSATION -> "delete the conversation";
        };
    }

    private static String word(Role role) {
        return "`" + role.name().toLowerCase(Locale.ROOT) + "`";
    }
}
