package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.core.account.AccountParts.PASSWORD;

import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.account.AccountPolicy.Registration;
import parley.core.log.ChangeBody.DeviceChanged;

class SignInTest {
    private final AccountParts parts = new AccountParts();

    @ParameterizedTest
    @ValueSource(strings = {"alice", "ALICE", " alice ", "A@Example.org", "+49 30 123-456"})
    void someone_signs_in_by_username_email_or_phone(String login) {
        var alice =
                parts.registrar(Registration.OPEN)
                        .register(
                                new NewAccount(
                                        "alice",
                                        PASSWORD,
                                        null,
                                        "a@example.org",
                                        "+4930123456",
                                        null));

        var signedIn = parts.login(login);

        assertThat(signedIn.user().id()).isEqualTo(alice.id());
        assertThat(parts.authenticator.authenticate(signedIn.tokens().access()).device())
                .isEqualTo(signedIn.device());
        assertThat(parts.devices.list(alice.id()))
                .singleElement()
                .satisfies(device -> assertThat(device.name()).isEqualTo("phone"));
    }

    @Test
    void the_other_devices_are_told() {
        var alice = parts.registered("alice");

        var signedIn = parts.login("alice");

        assertThat(parts.world.told(alice))
                .containsExactly(new DeviceChanged(signedIn.device(), true));
    }

    @Test
    void only_the_first_login_is_the_first() {
        parts.registered("alice");

        assertThat(parts.login("alice").firstLogin()).isTrue();
        assertThat(parts.login("alice").firstLogin()).isFalse();
        assertThat(parts.login("alice").firstLogin()).isFalse();
    }

    @Test
    void a_wrong_password_and_an_unknown_name_get_the_same_answer_for_the_same_work() {
        parts.registered("alice");
        parts.keeper.delete(parts.registered("carol").id());

        var wrong = Refusals.of(() -> parts.login("alice", "wrong password"));
        var unknown = Refusals.of(() -> parts.login("bob", "wrong password"));
        var deleted = Refusals.of(() -> parts.login("carol"));

        assertThat(wrong.code()).isEqualTo(RefusalCode.WRONG_LOGIN);
        assertThat(wrong.code().status()).isEqualTo(401);
        for (Refusal other : new Refusal[] {unknown, deleted}) {
            assertThat(other.code()).isEqualTo(wrong.code());
            assertThat(other.sentence()).isEqualTo(wrong.sentence());
            assertThat(other.field()).isEqualTo(wrong.field());
        }
        assertThat(parts.hasher.checks).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "@", "\u0000", "' or 1=1 --", "#1"})
    void odd_names_are_only_wrong(String login) {
        assertThat(Refusals.codeOf(() -> parts.login(login))).isEqualTo(RefusalCode.WRONG_LOGIN);
        assertThat(Refusals.codeOf(() -> parts.login(login.repeat(1000))))
                .isEqualTo(RefusalCode.WRONG_LOGIN);
    }

    @Test
    void a_password_of_a_megabyte_is_not_hashed() {
        parts.registered("alice");

        assertThat(Refusals.codeOf(() -> parts.login("alice", "x".repeat(1_000_000))))
                .isEqualTo(RefusalCode.WRONG_LOGIN);
    }

    @Test
    void guests_and_deleted_users_have_no_password_to_guess() {
        var guest = parts.guests(true).make("Zoe").user();

        assertThat(Refusals.codeOf(() -> parts.login(guest.username(), "")))
                .isEqualTo(RefusalCode.WRONG_LOGIN);
    }

    @Test
    void only_the_right_password_tells_that_an_account_is_disabled() {
        var alice = parts.registered("alice");
        parts.keeper.disable(alice.id());

        assertThat(Refusals.codeOf(() -> parts.login("alice", "wrong password")))
                .isEqualTo(RefusalCode.WRONG_LOGIN);
        assertThat(Refusals.codeOf(() -> parts.login("alice"))).isEqualTo(RefusalCode.DISABLED);
        parts.keeper.enable(alice.id());
        parts.login("alice");
    }

    @Test
    void guessing_slows_down_also_for_a_name_that_does_not_exist() {
        parts.registered("alice");
        for (String login : new String[] {"alice", "nobody"}) {
            for (int i = 0; i < 10; i++) {
                assertThat(Refusals.codeOf(() -> parts.login(login, "wrong password")))
                        .isEqualTo(RefusalCode.WRONG_LOGIN);
            }
            var refusal = Refusals.of(() -> parts.login(login));
            assertThat(refusal.code()).isEqualTo(RefusalCode.RATE_LIMITED);
            assertThat(refusal.retryAfter()).isEqualTo(Duration.ofSeconds(1));
        }

        parts.world.clock.pass(Duration.ofSeconds(1));
        parts.login("alice");
    }

    @Test
    void a_password_that_was_changed_while_it_was_checked_is_wrong() {
        var alice = parts.registered("alice");
        parts.hasher.meanwhile = () -> parts.keeper.setPassword(alice.id(), "another password");

        assertThat(Refusals.codeOf(() -> parts.login("alice"))).isEqualTo(RefusalCode.WRONG_LOGIN);
        assertThat(parts.devices.list(alice.id())).isEmpty();
    }

    @Test
    void beyond_a_hundred_devices_the_one_used_longest_ago_is_signed_out() {
        var alice = parts.registered("alice");
        var first = parts.login("alice");
        for (int i = 0; i < 100; i++) {
            parts.world.clock.pass(Duration.ofSeconds(1));
            parts.login("alice");
        }

        assertThat(parts.devices.list(alice.id())).hasSize(100);
        assertThat(parts.closed).containsExactly("device " + first.device().bits());
        assertThat(Refusals.codeOf(() -> parts.authenticator.authenticate(first.tokens().access())))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void a_device_without_a_name_gets_one_and_a_long_one_is_cut() {
        var alice = parts.registered("alice");
        parts.signIn.login(new Credentials("alice", PASSWORD, " "), null);
        parts.signIn.login(new Credentials("alice", PASSWORD, "📱".repeat(100)), null);

        assertThat(parts.devices.list(alice.id()))
                .extracting(Device::name)
                .containsExactlyInAnyOrder("Unnamed device", "📱".repeat(64));
    }

    @Test
    void tokens_show_in_no_log() {
        parts.registered("alice");
        var signedIn = parts.login("alice");

        assertThat(Objects.toString(signedIn))
                .doesNotContain(signedIn.tokens().access(), signedIn.tokens().refresh());
    }
}
