package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static parley.core.account.AccountParts.PASSWORD;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Violation;
import parley.core.account.AccountPolicy.Registration;
import parley.core.user.ProfileEditor;
import parley.core.user.ProfilePatch;

class RegistrarTest {
    private final AccountParts parts = new AccountParts();
    private final Registrar registrar = parts.registrar(Registration.OPEN);

    @Test
    void someone_registers_and_is_found_under_the_folded_name() {
        var alice = registrar.register(NewAccount.of("Alice.B_1", PASSWORD));

        assertThat(alice.username()).isEqualTo("alice.b_1");
        assertThat(alice.name()).isEqualTo("alice.b_1");
        assertThat(alice.status().firstLogin()).isTrue();
        assertThat(alice.status().guest()).isFalse();
        assertThat(parts.world.users().findByUsername("alice.b_1")).contains(alice);
    }

    @Test
    void all_that_is_wrong_is_said_at_once() {
        var refusal = refusalOf(new NewAccount("a!", "short", " ", "nowhere", "call me", null));

        assertThat(refusal.code()).isEqualTo(RefusalCode.BAD_REQUEST);
        assertThat(refusal.violations())
                .extracting(Violation::field)
                .containsExactly("username", "password", "name", "email", "phone");
        assertThat(refusal.field()).isEqualTo("username");
    }

    @Test
    void what_is_missing_is_named() {
        var refusal = refusalOf(NewAccount.of("", ""));

        assertThat(refusal.violations())
                .extracting(Violation::field, Violation::rule)
                .containsExactly(tuple("username", "required"), tuple("password", "required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a b c", "bob@home", "Ünal", "K\u212Aelvin", "guest_1", "x/../y"})
    void names_of_other_shapes_are_refused(String username) {
        assertThat(refusalOf(NewAccount.of(username, PASSWORD)).field()).isEqualTo("username");
    }

    @Test
    void the_limits_of_a_password_are_8_and_256_characters() {
        assertThat(refusalOf(NewAccount.of("alice", "x".repeat(7))).field()).isEqualTo("password");
        assertThat(refusalOf(NewAccount.of("alice", "x".repeat(257))).field())
                .isEqualTo("password");
        registrar.register(NewAccount.of("alice", "x".repeat(8)));
        registrar.register(NewAccount.of("bobby", "🔑".repeat(256)));
    }

    @ParameterizedTest
    @CsvSource({
        "ALICE,,,username",
        "bob,a@Example.org,,email",
        "bob,,+49 (30) 123-456,phone",
        "4930123456,,,",
    })
    void what_belongs_to_another_is_taken(
            String username, String email, String phone, String field) {
        registrar.register(
                new NewAccount("alice", PASSWORD, null, "A@example.ORG", "+4930123456", null));
        var account = new NewAccount(username, PASSWORD, null, email, phone, null);

        if (field == null) {
            registrar.register(account); // a plus makes it another number
        } else {
            assertThat(refusalOf(account).code()).isEqualTo(RefusalCode.TAKEN);
            assertThat(refusalOf(account).field()).isEqualTo(field);
        }
    }

    @Test
    void nobody_calls_themself_by_the_phone_of_another() {
        registrar.register(new NewAccount("alice", PASSWORD, null, null, "555-0101", null));
        parts.registered("5550102");

        assertThat(refusalOf(NewAccount.of("5550101", PASSWORD)).code())
                .isEqualTo(RefusalCode.TAKEN);
        assertThat(refusalOf(new NewAccount("bob", PASSWORD, null, null, "555 0102", null)).field())
                .isEqualTo("phone");
    }

    @Test
    void a_name_that_was_given_up_is_free_for_others_after_90_days() {
        var alice = parts.registered("alice");
        new ProfileEditor(parts.world, parts.users)
                .change(alice.id(), ProfilePatch.NONE.withUsername("alicia"));

        assertThat(refusalOf(NewAccount.of("alice", PASSWORD)).code()).isEqualTo(RefusalCode.TAKEN);
        parts.world.clock.pass(Duration.ofDays(90));
        parts.registered("alice");
    }

    @Test
    void where_registration_is_closed_nobody_registers() {
        var closed = parts.registrar(Registration.CLOSED);

        assertThat(Refusals.codeOf(() -> closed.register(NewAccount.of("alice", PASSWORD))))
                .isEqualTo(RefusalCode.CLOSED);
        assertThat(parts.world.users().count()).isZero();
    }

    @Test
    void an_invitation_lets_one_person_in() {
        var byInvitation = parts.registrar(Registration.INVITE);
        String code = parts.invitations.make(Duration.ofDays(7));

        byInvitation.register(invited("alice", code));

        assertThat(Refusals.codeOf(() -> byInvitation.register(invited("bob", code))))
                .isEqualTo(RefusalCode.CLOSED);
        byInvitation.register(invited("bob", parts.invitations.make(Duration.ofDays(7))));
    }

    @Test
    void an_invitation_that_failed_on_a_taken_name_is_still_good() {
        var byInvitation = parts.registrar(Registration.INVITE);
        parts.registered("alice");
        String code = parts.invitations.make(Duration.ofDays(7));

        assertThat(Refusals.codeOf(() -> byInvitation.register(invited("alice", code))))
                .isEqualTo(RefusalCode.TAKEN);
        byInvitation.register(invited("bob", code));
    }

    @Test
    void no_invitation_an_old_one_or_a_made_up_one_lets_nobody_in() {
        var byInvitation = parts.registrar(Registration.INVITE);
        String code = parts.invitations.make(Duration.ofDays(7));
        String altered = (code.charAt(0) == 'A' ? "B" : "A") + code.substring(1);
        parts.world.clock.pass(Duration.ofDays(7));

        for (String bad : new String[] {null, "", "!", code, altered, altered + altered}) {
            assertThat(Refusals.codeOf(() -> byInvitation.register(invited("alice", bad))))
                    .isEqualTo(RefusalCode.CLOSED);
        }
    }

    @Test
    void no_password_shows_in_what_is_written_to_logs() {
        var account = invited("alice", "code-x");
        var draft = AccountDraft.checked(parts.draws.user(), account).withPasswordHash("hash-x");

        assertThat(account.toString() + draft + new Credentials("alice", PASSWORD, ""))
                .contains("alice")
                .doesNotContain(PASSWORD, "code-x", "hash-x");
    }

    private static NewAccount invited(String username, String code) {
        return new NewAccount(username, PASSWORD, null, null, null, code);
    }

    private Refusal refusalOf(NewAccount account) {
        return Refusals.of(() -> registrar.register(account));
    }
}
