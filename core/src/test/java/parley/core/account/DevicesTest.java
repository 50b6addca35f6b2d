package parley.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static parley.core.account.AccountParts.PASSWORD;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.account.AccessTokens.Claims;
import parley.core.id.DeviceId;
import parley.core.log.ChangeBody.DeviceChanged;

class DevicesTest {
    private final AccountParts parts = new AccountParts();

    @BeforeEach
    void register() {
        parts.registered("alice");
    }

    private SignedIn later(String username) {
        parts.world.clock.pass(Duration.ofSeconds(1));
        return parts.login(username);
    }

    private void assertSignedOut(SignedIn device) {
        assertThat(
                        Refusals.codeOf(
                                () -> parts.authenticator.authenticate(device.tokens().access())))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(parts.closed).contains("device " + device.device().bits());
    }

    private void assertSignedIn(SignedIn device) {
        assertThat(parts.authenticator.authenticate(device.tokens().access()).device())
                .isEqualTo(device.device());
    }

    @Test
    void a_device_that_is_signed_out_is_refused_at_once() {
        var phone = later("alice");
        var laptop = later("alice");
        assertSignedIn(phone); // and remembered

        parts.devices.signOut(phone.user().id(), phone.device());

        assertSignedOut(phone);
        assertSignedIn(laptop);
        assertThat(parts.devices.list(phone.user().id()))
                .extracting(Device::id)
                .containsExactly(laptop.device());
        assertThat(parts.world.told(phone.user()))
                .endsWith(new DeviceChanged(phone.device(), false));
    }

    @Test
    void a_device_is_signed_out_once_and_only_by_its_owner() {
        var phone = later("alice");
        var mallory = parts.registered("mallory").id();

        for (DeviceId device : new DeviceId[] {phone.device(), new DeviceId(7)}) {
            assertThat(Refusals.codeOf(() -> parts.devices.signOut(mallory, device)))
                    .isEqualTo(RefusalCode.NOT_FOUND);
        }
        assertSignedIn(phone);
        parts.devices.signOut(phone.user().id(), phone.device());
        assertThat(Refusals.codeOf(() -> parts.devices.signOut(phone.user().id(), phone.device())))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void all_others_are_signed_out_together() {
        var phone = later("alice");
        var laptop = later("alice");
        var tablet = later("alice");

        assertThat(parts.devices.signOutOthers(phone.user().id(), laptop.device()))
                .containsExactly(tablet.device(), phone.device());

        assertSignedIn(laptop);
        assertSignedOut(phone);
        assertSignedOut(tablet);
    }

    @Test
    void the_last_device_sets_when_its_owner_was_last_seen() {
        var phone = later("alice");
        var laptop = later("alice");

        parts.devices.signOut(phone.user().id(), phone.device());
        assertThat(parts.users.find(phone.user().id()).orElseThrow().status().lastSeenAt())
                .isNull();
        parts.devices.signOut(phone.user().id(), laptop.device());
        assertThat(parts.users.find(phone.user().id()).orElseThrow().status().lastSeenAt())
                .isEqualTo(parts.world.clock.instant());
    }

    @Test
    void a_changed_password_ends_the_other_devices_and_is_needed_from_then() {
        var phone = later("alice");
        var laptop = later("alice");

        parts.changer.change(claims(laptop), PASSWORD, "another password");

        assertSignedOut(phone);
        assertSignedIn(laptop);
        assertThat(Refusals.codeOf(() -> parts.login("alice"))).isEqualTo(RefusalCode.WRONG_LOGIN);
        parts.login("alice", "another password");
    }

    @Test
    void a_password_is_changed_only_by_who_knows_the_old_one() {
        var phone = later("alice");
        var wrong =
                Refusals.of(() -> parts.changer.change(claims(phone), "wrong password", PASSWORD));
        assertThat(wrong.code()).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(wrong.field()).isEqualTo("oldPassword");

        var weak = Refusals.of(() -> parts.changer.change(claims(phone), PASSWORD, "short"));
        assertThat(weak.code()).isEqualTo(RefusalCode.BAD_REQUEST);
        assertThat(weak.field()).isEqualTo("newPassword");
        parts.login("alice");
    }

    @Test
    void a_stolen_token_is_no_licence_to_guess_the_password() {
        var phone = later("alice");
        for (int i = 0; i < 10; i++) {
            assertThat(
                            Refusals.codeOf(() ->
                                    parts.changer.change(claims(phone), "wrong one", PASSWORD)))
                    .isEqualTo(RefusalCode.FORBIDDEN);
        }

        assertThat(Refusals.codeOf(() -> parts.changer.change(claims(phone), PASSWORD, PASSWORD)))
                .isEqualTo(RefusalCode.RATE_LIMITED);
        parts.login("alice");
    }

    @Test
    void a_guest_has_no_password_to_change() {
        var zoe = parts.guests(true).make(null);

        assertThat(Refusals.codeOf(() -> parts.changer.change(claims(zoe), "", PASSWORD)))
                .isEqualTo(RefusalCode.FORBIDDEN);
    }

    private Claims claims(SignedIn device) {
        return parts.authenticator.authenticate(device.tokens().access());
    }
}
