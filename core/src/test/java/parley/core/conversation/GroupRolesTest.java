package parley.core.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;

/// Who may do what in a group, as a table.
final class GroupRolesTest {
    private final LogWorld world = new LogWorld();
    private final UserId founder = world.person("founder");
    private final UserId actor = world.person("actor");
    private final UserId other = world.person("other");
    private final UserId stranger = world.person("stranger");
    private final ConversationId group = world.group(false, founder, actor, other);

    @AfterEach
    void close() {
        world.close();
    }

    private void role(UserId user, Role role) {
        world.members.changeRole(founder, group, user, role);
    }

    private static String tried(Runnable deed) {
        try {
            deed.run();
            return "yes";
        } catch (Refusal e) {
            return e.code().code();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // actor, whom, remove, add, change, changeRole, send
        "OWNER, OWNER, forbidden, yes, yes, forbidden, yes",
        "OWNER, ADMIN, yes, yes, yes, yes, yes",
        "OWNER, READER, yes, yes, yes, yes, yes",
        "ADMIN, OWNER, forbidden, yes, yes, forbidden, yes",
        "ADMIN, ADMIN, forbidden, yes, yes, forbidden, yes",
        "ADMIN, MEMBER, yes, yes, yes, yes, yes",
        "ADMIN, READER, yes, yes, yes, yes, yes",
        "MEMBER, OWNER, forbidden, forbidden, forbidden, forbidden, yes",
        "MEMBER, MEMBER, forbidden, forbidden, forbidden, forbidden, yes",
        "MEMBER, READER, forbidden, forbidden, forbidden, forbidden, yes",
        "READER, MEMBER, forbidden, forbidden, forbidden, forbidden, read_only",
        "READER, READER, forbidden, forbidden, forbidden, forbidden, read_only",
    })
    void the_role_decides(
            Role own,
            Role theirs,
            String remove,
            String add,
            String change,
            String roles,
            String send) {
        role(actor, own);
        role(other, theirs);

        assertThat(
                        tried(() ->
                                world.groups.change(
                                        actor, group, SettingsPatch.named("Coffee", null))))
                .isEqualTo(change);
        assertThat(tried(() -> world.members.add(actor, group, List.of(stranger)))).isEqualTo(add);
        assertThat(tried(() -> world.send(actor, group, "hi", null))).isEqualTo(send);
        assertThat(tried(() -> world.members.changeRole(actor, group, other, theirs)))
                .isEqualTo(roles);
        assertThat(tried(() -> world.members.remove(actor, group, other))).isEqualTo(remove);
        assertThat(tried(() -> world.members.leave(actor, group))).isEqualTo("yes");
    }

    @Test
    void to_a_stranger_the_group_doesnt_exist() {
        for (Runnable deed :
                List.<Runnable>of(
                        () -> world.groups.change(stranger, group, SettingsPatch.named("x", null)),
                        () -> world.members.add(stranger, group, List.of(stranger)),
                        () -> world.members.remove(stranger, group, other),
                        () -> world.members.leave(stranger, group),
                        () -> world.members.changeRole(stranger, group, stranger, Role.OWNER),
                        () -> world.send(stranger, group, "x", null),
                        () -> world.members.leave(stranger, new ConversationId(4711)))) {
            assertThat(tried(deed)).isEqualTo("not_found");
        }
    }

    @Test
    void a_member_who_left_is_a_stranger() {
        world.members.leave(actor, group);

        assertThat(tried(() -> world.send(actor, group, "x", null))).isEqualTo("not_found");
        assertThat(tried(() -> world.members.leave(actor, group))).isEqualTo("not_found");
        assertThat(tried(() -> world.members.remove(founder, group, actor))).isEqualTo("not_found");
        assertThat(tried(() -> world.members.changeRole(founder, group, actor, Role.ADMIN)))
                .isEqualTo("not_found");
        assertThat(Refusals.codeOf(() -> world.history.changes(actor, group, 0, 10)))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void the_last_owner_stays_until_another_is_named() {
        assertThat(tried(() -> world.members.leave(founder, group))).isEqualTo("conflict");
        assertThat(tried(() -> role(founder, Role.MEMBER))).isEqualTo("conflict");
        role(actor, Role.OWNER);
        assertThat(tried(() -> world.members.leave(founder, group))).isEqualTo("yes");
        world.members.leave(other, group);
        assertThat(tried(() -> world.members.leave(actor, group)))
                .as("nobody else is left")
                .isEqualTo("yes");
        assertThat(world.heads.find(group).orElseThrow().members()).isZero();
    }

    @Test
    void nobody_gives_a_role_that_isnt_below_their_own() {
        role(actor, Role.ADMIN);

        assertThat(tried(() -> world.members.changeRole(actor, group, other, Role.ADMIN)))
                .isEqualTo("forbidden");
        assertThat(tried(() -> world.members.changeRole(actor, group, actor, Role.OWNER)))
                .isEqualTo("forbidden");
        assertThat(tried(() -> world.members.changeRole(actor, group, other, Role.READER)))
                .isEqualTo("yes");
        assertThat(tried(() -> world.members.changeRole(actor, group, actor, Role.MEMBER)))
                .as("one may step down")
                .isEqualTo("yes");
        role(other, Role.OWNER);
        assertThat(tried(() -> world.members.changeRole(other, group, founder, Role.MEMBER)))
                .as("owners don't depose each other")
                .isEqualTo("forbidden");
    }

    @Test
    void nobody_removes_themself_joins_twice_or_changes_a_direct_conversation() {
        assertThat(tried(() -> world.members.remove(founder, group, founder)))
                .isEqualTo("forbidden");
        assertThat(tried(() -> world.members.add(founder, group, List.of(stranger, actor))))
                .isEqualTo("exists");
        assertThat(tried(() -> world.send(stranger, group, "x", null)))
                .as("nobody came, since one of them couldn't")
                .isEqualTo("not_found");
        var direct = world.direct(founder, actor);
        assertThat(tried(() -> world.members.leave(founder, direct))).isEqualTo("forbidden");
        assertThat(tried(() -> world.members.add(founder, direct, List.of(other))))
                .isEqualTo("forbidden");
        assertThat(tried(() -> world.members.add(other, direct, List.of(other))))
                .isEqualTo("not_found");
        assertThat(
                        tried(() ->
                                world.members.leave(
                                        founder, Objects.requireNonNull(world.account(founder)))))
                .isEqualTo("not_found");
    }

    @Test
    void who_is_blocked_is_not_added() {
        world.blocks.block(stranger, founder);

        assertThat(tried(() -> world.members.add(founder, group, List.of(stranger))))
                .isEqualTo("blocked");
        assertThat(tried(() -> world.group(false, founder, stranger))).isEqualTo("blocked");
    }
}
