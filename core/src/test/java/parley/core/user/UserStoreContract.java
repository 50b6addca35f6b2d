package parley.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.user.User.Profile;
import parley.core.user.User.Sharing;
import parley.core.user.User.Standing;
import parley.core.user.User.Status;
import parley.core.user.User.Strangers;

/// What readers of the people may rely on.
public interface UserStoreContract {
    Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");
    AtomicLong NAMES = new AtomicLong(System.nanoTime());

    Stores stores();

    private UserStore users() {
        return stores().users();
    }

    /// A name that nobody has: all tests of a class share a database.
    private static String unique(String start) {
        return start + Long.toString(NAMES.incrementAndGet(), 36);
    }

    private static User user(UserId id, String username, String name) {
        var status = new Status(Standing.ACTIVE, false, true, AT, null, null);
        return new User(id, username, name, status, Profile.INITIAL, new ConversationId(5));
    }

    @Test
    default void a_user_comes_back_as_they_were_put() {
        var scene = new Scene(stores());
        var id = scene.person();
        var profile =
                new Profile(
                        "I drink tea.",
                        unique("+49"),
                        unique("a@"),
                        Sharing.NOBODY,
                        false,
                        Strangers.REQUEST);
        var status =
                new Status(
                        Standing.DISABLED, true, false, AT, AT.plusSeconds(1), AT.plusSeconds(2));
        var plain = user(id, unique("alice"), "Alice");
        for (var user : List.of(plain, plain.with(profile).with(status), plain)) {
            scene.rows(rows -> rows.put(user));
            assertThat(users().find(id)).contains(user);
            scene.rows(rows -> assertThat(rows.user(id)).contains(user));
        }
    }

    @Test
    default void users_are_found_by_name_and_login() {
        var scene = new Scene(stores());
        var phone = unique("+49");
        var email = unique("ann@");
        var username = unique("ann");
        var contact = new Profile("", phone, email, Sharing.SHARED, true, Strangers.ALL);
        var ann = user(scene.person(), username, "Ann").with(contact);
        scene.rows(rows -> rows.put(ann));
        assertThat(users().findByUsername(username)).contains(ann);
        assertThat(users().findByUsername(phone)).isEmpty();
        assertThat(users().findByLogin(username.toUpperCase(Locale.ROOT))).contains(ann);
        assertThat(users().findByLogin(phone)).contains(ann);
        assertThat(users().findByLogin(email)).contains(ann);
        assertThat(users().findByLogin("nobody")).isEmpty();
        scene.rows(rows -> {
            assertThat(rows.userByUsername(username)).contains(ann);
            assertThat(rows.contactPointTaken(email, ann.id())).isFalse();
            assertThat(rows.contactPointTaken(email, scene.person())).isTrue();
            assertThat(rows.contactPointTaken(phone, scene.person())).isTrue();
            assertThat(rows.contactPointTaken("none", scene.person())).isFalse();
        });
    }

    @Test
    default void a_renamed_user_is_found_by_the_new_name_alone() {
        var scene = new Scene(stores());
        var before = user(scene.person(), unique("old"), "Grey Heron");
        var after = before.named(unique("new"), "White Stork");
        scene.rows(rows -> rows.put(before));
        scene.rows(rows -> rows.put(after));
        assertThat(users().findByUsername(before.username())).isEmpty();
        assertThat(users().findByUsername(after.username())).contains(after);
        assertThat(users().search(before.username(), 10)).isEmpty();
        assertThat(users().search(after.username(), 10)).containsExactly(after);
    }

    @Test
    default void many_users_are_found_at_once() {
        var scene = new Scene(stores());
        var one = user(scene.person(), unique("one"), "One");
        var other = user(scene.person(), unique("two"), "Two");
        scene.rows(rows -> {
            rows.put(one);
            rows.put(other);
        });
        assertThat(users().find(List.of(one.id(), scene.person(), other.id(), one.id())))
                .isEqualTo(Map.of(one.id(), one, other.id(), other));
        assertThat(users().find(List.of())).isEmpty();
    }

    @Test
    default void search_finds_active_users_by_the_beginning_of_a_word() {
        var scene = new Scene(stores());
        var word = unique("q");
        var b = user(scene.person(), unique("b"), "Émile " + word + "Stone");
        var a = user(scene.person(), unique("a"), word + " Émile");
        var c = user(scene.person(), word, "Carol");
        var gone =
                user(scene.person(), unique("d"), word)
                        .with(new Status(Standing.DELETED, false, false, AT, null, null));
        scene.rows(rows -> List.of(b, a, c, gone).forEach(rows::put));
        assertThat(users().search(word, 10)).containsExactly(a, b, c);
        assertThat(users().search(word.toUpperCase(Locale.ROOT), 2)).containsExactly(a, b);
        assertThat(users().search(word + "st", 10)).containsExactly(b);
        assertThat(users().search("éMILE " + word, 10)).containsExactly(b);
        assertThat(users().search(word + "%", 10)).isEmpty();
    }

    @Test
    default void active_users_are_counted() {
        var scene = new Scene(stores());
        long before = users().count();
        var user = user(scene.person(), unique("n"), "N");
        scene.rows(rows -> rows.put(user));
        assertThat(users().count()).isEqualTo(before + 1);
        scene.rows(rows ->
                rows.put(user.with(new Status(Standing.DISABLED, false, true, AT, null, null))));
        assertThat(users().count()).isEqualTo(before);
    }

    @Test
    default void a_name_given_up_is_kept_from_others_for_a_while() {
        var scene = new Scene(stores());
        var owner = scene.person();
        var name = unique("kept");
        scene.write(tx -> {
            var rows = tx.rows();
            assertThat(rows.usernameReserved(name, scene.person())).isFalse();
            rows.reserveUsername(name, owner, tx.now().plusSeconds(60));
            assertThat(rows.usernameReserved(name, scene.person())).isTrue();
            assertThat(rows.usernameReserved(name, owner)).isFalse();
            rows.reserveUsername(name, owner, tx.now());
            assertThat(rows.usernameReserved(name, scene.person())).isFalse();
            return true;
        });
    }

    @Test
    default void a_password_hash_replaces_the_one_before() {
        var scene = new Scene(stores());
        var id = scene.person();
        assertThat(users().passwordHash(id)).isEmpty();
        scene.rows(rows -> rows.putPasswordHash(id, "one"));
        scene.rows(rows -> rows.putPasswordHash(id, "two"));
        assertThat(users().passwordHash(id)).contains("two");
        scene.rows(rows -> assertThat(rows.passwordHash(id)).contains("two"));
    }
}
