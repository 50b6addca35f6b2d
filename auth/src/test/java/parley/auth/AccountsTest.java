package parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.account.Credentials;
import parley.core.account.NewAccount;
import parley.core.account.SignedIn;
import parley.core.contact.Contact;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.user.ProfilePatch;
import parley.core.user.User;

/// Accounts on a real database, many people at once.
class AccountsTest {
    private static final String PASSWORD = "correct horse";

    @TempDir private Path folder;
    private SqliteAccounts accounts;

    @BeforeEach
    void open() {
        accounts = new SqliteAccounts(folder);
    }

    @AfterEach
    void close() throws InterruptedException {
        accounts.close();
    }

    private void restart() throws InterruptedException {
        accounts.close();
        accounts = new SqliteAccounts(folder);
    }

    private User registered(String username) {
        return accounts.registrar.register(NewAccount.of(username, PASSWORD));
    }

    private SignedIn login(String login) {
        return accounts.signIn.login(new Credentials(login, PASSWORD, "phone"), null);
    }

    /// What comes of doing the same many times at once, refusals by their code.
    private static List<Object> atOnce(int times, Callable<?> action) throws Exception {
        return atOnce(Collections.nCopies(times, action));
    }

    private static List<Object> atOnce(List<? extends Callable<?>> actions) throws Exception {
        try (var people = Executors.newVirtualThreadPerTaskExecutor()) {
            var started = new ArrayList<Future<Object>>();
            for (Callable<?> action : actions) {
                started.add(people.submit(() -> outcome(action)));
            }
            var outcomes = new ArrayList<>();
            for (Future<Object> one : started) {
                outcomes.add(one.get());
            }
            return outcomes;
        }
    }

    private static Object outcome(Callable<?> action) throws Exception {
        try {
            return action.call();
        } catch (Refusal refusal) {
            return refusal.code();
        }
    }

    @Test
    void of_many_who_want_a_name_at_once_one_gets_it() throws Exception {
        var outcomes = atOnce(20, () -> registered("alice"));

        assertThat(outcomes).filteredOn(User.class::isInstance).hasSize(1);
        assertThat(outcomes).filteredOn(RefusalCode.TAKEN::equals).hasSize(19);
        login("alice");
    }

    @Test
    void of_many_logins_at_once_one_is_the_first() throws Exception {
        registered("alice");

        var first = atOnce(8, () -> login("alice").firstLogin());

        assertThat(first).filteredOn(Boolean.TRUE::equals).hasSize(1);
        assertThat(first).filteredOn(Boolean.FALSE::equals).hasSize(7);
    }

    @Test
    void a_lost_answer_asked_for_many_times_at_once_is_the_same() throws Exception {
        registered("alice");
        var phone = login("alice");

        var tokens =
                atOnce(
                        20,
                        () ->
                                accounts.refresher
                                        .refresh(phone.tokens().refresh(), "jti")
                                        .tokens()
                                        .refresh());

        assertThat(tokens).allMatch(String.class::isInstance);
        assertThat(new HashSet<>(tokens)).hasSize(1);
    }

    @Test
    void tokens_and_revocations_survive_a_restart() throws Exception {
        registered("alice");
        var phone = login("alice");
        var laptop = login("alice");
        String used = phone.tokens().refresh();
        accounts.refresher.refresh(used, "jti");
        accounts.devices.signOut(laptop.user().id(), laptop.device());

        restart();

        assertThat(accounts.authenticator.authenticate(phone.tokens().access()).device())
                .isEqualTo(phone.device());
        assertThat(refused(laptop)).isEqualTo(RefusalCode.UNAUTHORIZED);
        String again = accounts.refresher.refresh(used, "jti").tokens().refresh();
        accounts.refresher.refresh(again, null);
        assertThat(Refusals.codeOf(() -> accounts.refresher.refresh(used, "jti")))
                .isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(refused(phone)).isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(accounts.closed).containsExactly(phone.device());
    }

    private RefusalCode refused(SignedIn device) {
        return Refusals.codeOf(() -> accounts.authenticator.authenticate(device.tokens().access()));
    }

    @Test
    void two_who_ask_each_other_at_once_are_contacts() throws Exception {
        var alice = registered("alice");
        var bob = registered("bobby");

        atOnce(
                List.of(
                        () -> accounts.contacts.request(alice.id(), bob.id()),
                        () -> accounts.contacts.request(bob.id(), alice.id())));

        for (User user : new User[] {alice, bob}) {
            assertThat(accounts.contacts.list(user.id()))
                    .extracting(Contact::state)
                    .containsExactly(ContactState.ACCEPTED);
        }
    }

    @Test
    void a_block_is_seen_at_once_and_after_a_restart() throws Exception {
        var alice = registered("alice");
        var bob = registered("bobby");
        assertThat(accounts.blockCache.blocked(alice.id(), bob.id())).isFalse();

        accounts.blocks.block(bob.id(), alice.id());
        assertThat(accounts.blockCache.blocked(alice.id(), bob.id())).isTrue();
        assertThat(Refusals.codeOf(() -> accounts.contacts.request(alice.id(), bob.id())))
                .isEqualTo(RefusalCode.BLOCKED);
        restart();
        assertThat(accounts.blockCache.blocked(alice.id(), bob.id())).isTrue();

        accounts.blocks.unblock(bob.id(), alice.id());
        assertThat(accounts.blockCache.blocked(alice.id(), bob.id())).isFalse();
        accounts.contacts.request(alice.id(), bob.id());
    }

    @Test
    void a_block_is_never_missed_while_others_ask_all_the_time() throws Exception {
        var alice = registered("alice");
        var bob = registered("bobby");
        var done = new AtomicBoolean();
        var cache = accounts.blockCache;
        try (var askers = Executors.newFixedThreadPool(2)) {
            for (User user : new User[] {alice, bob}) {
                var peer = user.equals(alice) ? bob : alice;
                askers.execute(() -> {
                    while (!done.get()) {
                        cache.blocked(user.id(), peer.id());
                    }
                });
            }
            try {
                blockAndUnblock(alice, bob);
            } finally {
                done.set(true); // before the askers are waited for
            }
        }
    }

    private void blockAndUnblock(User alice, User bob) {
        var cache = accounts.blockCache;
        for (int i = 0; i < 50; i++) {
            accounts.blocks.block(alice.id(), bob.id());
            assertThat(cache.blocked(alice.id(), bob.id())).isTrue();
            assertThat(cache.blocked(bob.id(), alice.id())).isTrue();
            accounts.blocks.unblock(alice.id(), bob.id());
            assertThat(cache.blocked(alice.id(), bob.id())).isFalse();
            assertThat(cache.blocked(bob.id(), alice.id())).isFalse();
        }
    }

    @Test
    void email_and_phone_are_good_for_login_once_they_are_in_the_profile() {
        var alice = registered("alice");
        var patch =
                new ProfilePatch(
                        "alicia", "Alice B", null, "+49 30 123", "A@b.org", null, null, null);

        accounts.profiles.change(alice.id(), patch);

        for (String login : new String[] {"Alicia", "+4930123", "a@B.org"}) {
            assertThat(login(login).user().id()).isEqualTo(alice.id());
        }
        assertThat(Refusals.codeOf(() -> login("alice"))).isEqualTo(RefusalCode.WRONG_LOGIN);
        assertThat(Refusals.codeOf(() -> registered("alice"))).isEqualTo(RefusalCode.TAKEN);
    }

    @Test
    void a_changed_password_ends_the_other_devices() {
        registered("alice");
        var phone = login("alice");
        var laptop = login("alice");
        var claims = accounts.authenticator.authenticate(laptop.tokens().access());

        accounts.changer.change(claims, PASSWORD, "another password");

        assertThat(refused(phone)).isEqualTo(RefusalCode.UNAUTHORIZED);
        accounts.authenticator.authenticate(laptop.tokens().access());
        assertThat(Refusals.codeOf(() -> login("alice"))).isEqualTo(RefusalCode.WRONG_LOGIN);
    }

    @Test
    void who_is_deleted_is_gone_from_logins_contacts_and_search() {
        var alice = registered("alice");
        var bob = registered("bobby");
        var phone = login("alice");
        accounts.contacts.request(alice.id(), bob.id());
        accounts.contacts.accept(bob.id(), alice.id());

        accounts.keeper.delete(alice.id());

        assertThat(refused(phone)).isEqualTo(RefusalCode.UNAUTHORIZED);
        assertThat(Refusals.codeOf(() -> login("alice"))).isEqualTo(RefusalCode.WRONG_LOGIN);
        assertThat(accounts.contacts.list(bob.id())).isEmpty();
        assertThat(accounts.database.users().search("al", 10)).isEmpty();
        assertThat(accounts.users.find(alice.id()).map(User::name))
                .isEqualTo(Optional.of("Deleted user"));
    }
}
