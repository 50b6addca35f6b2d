package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.account.AccountPolicy.Registration;
import parley.core.conversation.InvitationKeeper;
import parley.core.id.ConversationId;
import parley.core.log.LogWorld;

/// Newcomers who hold an invitation to a group, where nothing else would let them in.
final class NewcomersTest {
    private final AccountParts parts = new AccountParts();
    private final LogWorld world = new LogWorld();
    private final ConversationId group = world.group(false, world.person("ann"));

    @AfterEach
    void close() {
        world.close();
    }

    private String code(int uses) {
        var owner = world.database.conversations().members(group, null, 1).getFirst().user();
        return world.invitations.make(owner, group, new InvitationKeeper.Terms(null, uses)).code();
    }

    private Registrar registrar(Registration registration, boolean linksAdmit) {
        return new Registrar(
                new AccountPolicy(registration, false, linksAdmit),
                parts.invitations,
                parts.hasher,
                world.log,
                parts.draws);
    }

    private static NewAccount account(String username, String code) {
        return new NewAccount(username, AccountParts.PASSWORD, null, null, null, code);
    }

    private int members() {
        return world.database.conversations().head(group).orElseThrow().members();
    }

    @Test
    void each_invitation_lets_in_as_many_as_it_says_and_they_belong_at_once() {
        for (var registration : new Registration[] {Registration.CLOSED, Registration.INVITE}) {
            var code = code(1);
            int before = members();
            var registrar = registrar(registration, true);

            var made = registrar.register(account("bob_" + before, code));

            assertThat(world.reader.require(group, made.id()).membership().isIn()).isTrue();
            assertThat(members()).isEqualTo(before + 1);
            var late = account("late_" + before, code);
            assertThat(Refusals.codeOf(() -> registrar.register(late)))
                    .isEqualTo(RefusalCode.CLOSED);
            assertThat(world.database.users().findByUsername("late_" + before))
                    .as("nobody was made")
                    .isEmpty();
        }
    }

    @Test
    void unless_the_operator_says_so_an_invitation_makes_nobody_an_account() {
        var code = code(0);
        for (var registration : new Registration[] {Registration.CLOSED, Registration.INVITE}) {
            var registrar = registrar(registration, false);
            assertThat(Refusals.codeOf(() -> registrar.register(account("bob", code))))
                    .isEqualTo(RefusalCode.CLOSED);
        }
        var guests =
                new GuestMaker(
                        new AccountPolicy(Registration.CLOSED, false),
                        world.log,
                        parts.keys,
                        parts.world.clock);
        assertThat(Refusals.codeOf(() -> guests.make("Zoe", code))).isEqualTo(RefusalCode.CLOSED);
        assertThat(members()).isEqualTo(1);
    }

    @Test
    void a_guest_comes_by_an_invitation_too() {
        var guests =
                new GuestMaker(
                        new AccountPolicy(Registration.CLOSED, false, true),
                        world.log,
                        parts.keys,
                        parts.world.clock);

        var guest = guests.make("Zoe", code(0)).user();

        assertThat(world.reader.require(group, guest.id()).membership().isIn()).isTrue();
        assertThat(Refusals.codeOf(() -> guests.make("Zoe", "AAAAAAAAAAAAAAAAAAAAAA")))
                .isEqualTo(RefusalCode.CLOSED);
        assertThat(Refusals.codeOf(() -> guests.make("Zoe"))).isEqualTo(RefusalCode.CLOSED);
    }

    @Test
    void a_guest_with_an_invitation_belongs_from_the_beginning_where_guests_are_let_in_anyway() {
        var guests =
                new GuestMaker(
                        new AccountPolicy(Registration.CLOSED, true),
                        world.log,
                        parts.keys,
                        parts.world.clock);

        var guest = guests.make("Zoe", code(1)).user();

        assertThat(world.reader.require(group, guest.id()).membership().isIn()).isTrue();
        assertThat(Refusals.codeOf(() -> guests.make("Yan", "AAAAAAAAAAAAAAAAAAAAAA")))
                .isEqualTo(RefusalCode.CLOSED);
        assertThat(members()).isEqualTo(2);
    }
}
