package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.core.account.AccountParts.PASSWORD;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.account.AccountPolicy.Registration;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ContactChanged;
import parley.core.log.ChangeBody.ContactChanged.ContactState;

class AccountKeeperTest {
    private final AccountParts parts = new AccountParts();

    @Test
    void the_operator_makes_accounts_by_the_same_rules() {
        parts.keeper.add(NewAccount.of("alice", PASSWORD));

        parts.login("alice");
        assertThat(Refusals.codeOf(() -> parts.keeper.add(NewAccount.of("alice", PASSWORD))))
                .isEqualTo(RefusalCode.TAKEN);
        assertThat(Refusals.codeOf(() -> parts.keeper.add(NewAccount.of("bob", "short"))))
                .isEqualTo(RefusalCode.BAD_REQUEST);
    }

    @Test
    void a_new_password_signs_all_devices_out() {
        var alice = parts.registered("alice");
        var phone = parts.login("alice");

        parts.keeper.setPassword(alice.id(), "another password");

        assertThat(parts.closed).containsExactly("device " + phone.device().bits());
        assertThat(Refusals.codeOf(() -> parts.login("alice"))).isEqualTo(RefusalCode.WRONG_LOGIN);
        parts.login("alice", "another password");
    }

    @Test
    void nothing_of_who_a_deleted_user_was_stays() {
        var alice =
                parts.registrar(Registration.OPEN)
                        .register(
                                new NewAccount(
                                        "alice", PASSWORD, "Alice", "a@b.org", "123456", null));
        var phone = parts.login("alice");

        parts.keeper.delete(alice.id());

        var gone = parts.users.find(alice.id()).orElseThrow();
        assertThat(gone.name()).isEqualTo("Deleted user");
        assertThat(gone.toString()).doesNotContain("alice", "Alice", "a@b.org", "123456");
        assertThat(parts.world.users().passwordHash(alice.id())).contains("");
        assertThat(Refusals.codeOf(() -> parts.authenticator.authenticate(phone.tokens().access())))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(parts.closed).containsExactly("user " + alice.id().bits());
        assertThat(Refusals.codeOf(() -> parts.login("alice"))).isEqualTo(RefusalCode.WRONG_LOGIN);
        assertThat(Refusals.codeOf(() -> parts.login("a@b.org")))
                .isEqualTo(RefusalCode.WRONG_LOGIN);
    }

    @Test
    void the_name_of_a_deleted_user_is_free_after_90_days() {
        parts.keeper.delete(parts.registered("alice").id());

        assertThat(Refusals.codeOf(() -> parts.registered("alice"))).isEqualTo(RefusalCode.TAKEN);
        parts.world.clock.pass(Duration.ofDays(90));
        parts.registered("alice");
    }

    @Test
    void contacts_of_a_deleted_user_are_told_and_hold_them_no_more() {
        var alice = parts.registered("alice");
        var bob = parts.registered("bobby");
        var carol = parts.registered("carol");
        parts.contacts.request(alice.id(), bob.id());
        parts.contacts.accept(bob.id(), alice.id());
        parts.contacts.request(carol.id(), alice.id());

        parts.keeper.delete(alice.id());

        assertThat(parts.contacts.list(bob.id())).isEmpty();
        assertThat(parts.contacts.list(carol.id())).isEmpty();
        assertThat(parts.world.told(bob))
                .endsWith(new ContactChanged(alice.id(), ContactState.REMOVED));
        assertThat(Refusals.codeOf(() -> parts.contacts.request(bob.id(), alice.id())))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void deleting_twice_is_harmless() {
        var alice = parts.registered("alice");

        parts.keeper.delete(alice.id());
        var gone = parts.world.user(alice.id());
        parts.keeper.delete(alice.id());

        assertThat(parts.world.user(alice.id())).isEqualTo(gone);
    }

    @Test
    void who_is_deleted_can_not_be_brought_back() {
        var alice = parts.registered("alice");
        parts.keeper.delete(alice.id());

        assertThat(Refusals.codeOf(() -> parts.keeper.enable(alice.id())))
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(Refusals.codeOf(() -> parts.keeper.setPassword(alice.id(), PASSWORD)))
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(Refusals.codeOf(() -> parts.keeper.disable(new UserId(7))))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }
}
