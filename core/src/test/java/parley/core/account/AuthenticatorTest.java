package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.account.AccessTokens.Claims;
import parley.core.id.DeviceId;
import parley.core.id.UserId;

class AuthenticatorTest {
    private final AccountParts parts = new AccountParts();

    @BeforeEach
    void register() {
        parts.registered("alice");
    }

    private RefusalCode refusalOf(String token) {
        return Refusals.codeOf(() -> parts.authenticator.authenticate(token));
    }

    @Test
    void a_token_says_who_holds_it() {
        var phone = parts.login("alice");

        Claims claims = parts.authenticator.authenticate(phone.tokens().access());

        assertThat(claims.user()).isEqualTo(phone.user().id());
        assertThat(claims.device()).isEqualTo(phone.device());
    }

    @Test
    void bad_and_expired_tokens_are_refused() {
        var phone = parts.login("alice");
        parts.world.clock.pass(Duration.ofMinutes(15));

        assertThat(refusalOf(phone.tokens().access())).isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(refusalOf("")).isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(refusalOf(phone.tokens().refresh())).isEqualTo(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void a_token_for_a_device_of_another_or_none_is_refused() {
        var phone = parts.login("alice");
        var mallory = parts.registered("mallory").id();

        assertThat(refusalOf(parts.access.issue(mallory, phone.device())))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(refusalOf(parts.access.issue(mallory, new DeviceId(7))))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(refusalOf(parts.access.issue(new UserId(7), phone.device())))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void who_is_disabled_is_told_so_until_enabled_and_signs_in_anew() {
        var phone = parts.login("alice");
        parts.authenticator.authenticate(phone.tokens().access());

        parts.keeper.disable(phone.user().id());

        assertThat(refusalOf(phone.tokens().access())).isEqualTo(RefusalCode.DISABLED);
        assertThat(parts.closed).containsExactly("user " + phone.user().id().bits());
        parts.keeper.enable(phone.user().id());
        assertThat(refusalOf(phone.tokens().access())).isEqualTo(RefusalCode.UNAUTHORIZED);
        parts.authenticator.authenticate(parts.login("alice").tokens().access());
    }

    @Test
    void claims_are_confirmed_as_long_as_the_device_is_signed_in() {
        var phone = parts.login("alice");
        Claims claims = parts.authenticator.authenticate(phone.tokens().access());
        parts.authenticator.confirm(claims);

        parts.devices.signOut(claims.user(), claims.device());

        assertThat(Refusals.codeOf(() -> parts.authenticator.confirm(claims)))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void guests_are_let_in_where_the_setting_says_so() {
        var zoe = parts.guests(true).make("Zoe");
        var other = parts.guests(true).make("Zoe");

        assertThat(parts.authenticator.authenticate(zoe.tokens().access()).user())
                .isEqualTo(zoe.user().id());
        assertThat(zoe.user().name()).isEqualTo("Zoe");
        assertThat(zoe.user().status().guest()).isTrue();
        assertThat(zoe.firstLogin()).isTrue();
        assertThat(zoe.user().status().firstLogin()).isFalse();
        assertThat(zoe.user().username()).matches("guest_[0-9a-f]{16}");
        assertThat(other.user().id()).isNotEqualTo(zoe.user().id());
        assertThat(Refusals.codeOf(() -> parts.guests(false).make("Zoe")))
                .isEqualTo(RefusalCode.CLOSED);
        assertThat(Refusals.codeOf(() -> parts.guests(true).make("\n")))
                .isEqualTo(RefusalCode.BAD_REQUEST);
    }
}
