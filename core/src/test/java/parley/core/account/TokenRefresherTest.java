package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.log.ChangeBody.DeviceChanged;

class TokenRefresherTest {
    private final AccountParts parts = new AccountParts();

    @BeforeEach
    void register() {
        parts.registered("alice");
    }

    private String refreshed(String token, @Nullable String key) {
        return parts.refresher.refresh(token, key).tokens().refresh();
    }

    private void assertRefused(String token, @Nullable String key) {
        assertThat(Refusals.codeOf(() -> parts.refresher.refresh(token, key)))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
    }

    @Test
    void a_token_is_exchanged_for_another_again_and_again() {
        var signedIn = parts.login("alice");
        String second = refreshed(signedIn.tokens().refresh(), null);
        String third = refreshed(second, "key");
        var fourth = parts.refresher.refresh(third, null);

        assertThat(fourth.device()).isEqualTo(signedIn.device());
        assertThat(fourth.user()).isEqualTo(signedIn.user().id());
        assertThat(parts.authenticator.authenticate(fourth.tokens().access()).device())
                .isEqualTo(signedIn.device());
        assertThat(new String[] {signedIn.tokens().refresh(), second, third})
                .doesNotHaveDuplicates()
                .doesNotContain(fourth.tokens().refresh())
                .allMatch(RefreshTokens::hasShape);
    }

    @Test
    void a_used_token_ends_its_device_and_no_other() {
        var phone = parts.login("alice");
        var laptop = parts.login("alice");
        String next = refreshed(phone.tokens().refresh(), null);

        assertRefused(phone.tokens().refresh(), null);

        assertRefused(next, null);
        assertThat(Refusals.codeOf(() -> parts.authenticator.authenticate(phone.tokens().access())))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(parts.closed).containsExactly("device " + phone.device().bits());
        assertThat(parts.world.told(phone.user()))
                .endsWith(new DeviceChanged(phone.device(), false));
        refreshed(laptop.tokens().refresh(), null);
    }

    @Test
    void a_lost_answer_can_be_asked_for_again() {
        String first = parts.login("alice").tokens().refresh();
        String second = refreshed(first, "jti-1");

        parts.world.clock.pass(Duration.ofMinutes(9));

        assertThat(refreshed(first, "jti-1")).isEqualTo(second);
        assertThat(refreshed(first, "jti-1")).isEqualTo(second);
        refreshed(second, "jti-2");
    }

    @Test
    void there_is_no_mercy_after_ten_minutes() {
        String first = parts.login("alice").tokens().refresh();
        String second = refreshed(first, "jti-1");

        parts.world.clock.pass(Duration.ofMinutes(10));

        assertRefused(first, "jti-1");
        assertRefused(second, null);
    }

    @Test
    void there_is_no_mercy_once_the_successor_was_used() {
        String first = parts.login("alice").tokens().refresh();
        String third = refreshed(refreshed(first, "jti-1"), "jti-2");

        assertRefused(first, "jti-1");
        assertRefused(third, null);
    }

    @Test
    void there_is_no_mercy_for_another_key_or_none() {
        String first = parts.login("alice").tokens().refresh();
        refreshed(first, "jti-1");
        assertRefused(first, "jti-2");

        String other = parts.login("alice").tokens().refresh();
        refreshed(other, "jti-1");
        assertRefused(other, null);

        String keyless = parts.login("alice").tokens().refresh();
        refreshed(keyless, null);
        assertRefused(keyless, null);
    }

    @Test
    void a_token_is_good_for_30_days() {
        String first = parts.login("alice").tokens().refresh();
        parts.world.clock.pass(Duration.ofDays(30).minusSeconds(1));
        String second = refreshed(first, null);

        parts.world.clock.pass(Duration.ofDays(30));

        assertRefused(second, null);
    }

    @Test
    void none_works_after_logout_disabling_or_deletion() {
        var phone = parts.login("alice");
        parts.devices.signOut(phone.user().id(), phone.device());
        assertRefused(phone.tokens().refresh(), null);

        var laptop = parts.login("alice");
        parts.keeper.disable(laptop.user().id());
        assertRefused(laptop.tokens().refresh(), null);

        parts.keeper.enable(laptop.user().id());
        assertRefused(laptop.tokens().refresh(), null);

        var tablet = parts.login("alice");
        parts.keeper.delete(tablet.user().id());
        assertRefused(tablet.tokens().refresh(), null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "access 0"})
    void what_is_no_token_is_refused(String token) {
        assertRefused(token, null);
        assertRefused(token, "key");
    }

    @Test
    void an_unused_guest_expires_and_a_used_one_stays() {
        var zoe = parts.guests(true).make("Zoe");
        parts.world.clock.pass(Duration.ofDays(20));
        String second = refreshed(zoe.tokens().refresh(), null);
        parts.world.clock.pass(Duration.ofDays(20));
        String third = refreshed(second, null);

        assertThat(parts.world.user(zoe.user().id()).status().expiresAt())
                .isEqualTo(parts.world.clock.instant().plus(Duration.ofDays(30)));
        parts.world.clock.pass(Duration.ofDays(30));
        assertRefused(third, null);
    }

    @Test
    void tokens_are_kept_as_hashes_alone() {
        String first = parts.login("alice").tokens().refresh();
        String second = refreshed(first, "jti-1");

        assertThat(parts.world.refreshTokenHashes())
                .containsExactlyInAnyOrder(
                        Arrays.toString(RefreshTokens.hash(first)),
                        Arrays.toString(RefreshTokens.hash(second)));
    }

    @Test
    void a_successor_can_not_be_derived_without_the_secret_of_the_server() {
        var here = new RefreshTokens(parts.world.secrets, parts.random);
        var again = new RefreshTokens(parts.world.secrets, parts.random);
        var elsewhere = new RefreshTokens(new AccountParts().world.secrets, parts.random);
        String token = here.draw();

        assertThat(here.successor(token, "k")).isEqualTo(again.successor(token, "k"));
        assertThat(here.successor(token, "k")).isNotEqualTo(elsewhere.successor(token, "k"));
        assertThat(here.successor(token, "k")).isNotEqualTo(here.successor(token, "l"));
        assertThat(here.successor(token, "k")).isNotEqualTo(here.successor(here.draw(), "k"));
        assertThat(here.successor(token, null)).isNotEqualTo(here.successor(token, null));
    }
}
