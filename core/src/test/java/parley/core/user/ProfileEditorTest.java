package parley.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import parley.core.PeopleWorld;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.Violation;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ProfileChanged;
import parley.core.user.User.Sharing;
import parley.core.user.User.Strangers;

class ProfileEditorTest {
    private final PeopleWorld world = new PeopleWorld();
    private final UserCache cache = new UserCache(world.users());
    private final ProfileEditor editor = new ProfileEditor(world, cache);
    private final User alice = world.person(1, "alice");
    private final User bob = world.person(2, "bob");

    private static ProfilePatch contactPoints(@Nullable String phone, @Nullable String email) {
        return new ProfilePatch(null, null, null, phone, email, null, null, null);
    }

    @Test
    void each_field_can_be_changed() {
        assertThat(cache.find(alice.id())).contains(alice);
        var patch =
                new ProfilePatch(
                        "ALICIA",
                        " Alicia ",
                        "Hello\nworld",
                        "+49 30 123",
                        "A@b.org",
                        Sharing.NOBODY,
                        false,
                        Strangers.REQUEST);

        var changed = editor.change(alice.id(), patch);

        assertThat(changed.username()).isEqualTo("alicia");
        assertThat(changed.name()).isEqualTo("Alicia");
        assertThat(changed.profile())
                .isEqualTo(
                        new User.Profile(
                                "Hello\nworld",
                                "+4930123",
                                "a@b.org",
                                Sharing.NOBODY,
                                false,
                                Strangers.REQUEST));
        assertThat(cache.find(alice.id())).contains(changed);
        assertThat(world.told(alice)).containsExactly(new ProfileChanged("alicia", "Alicia"));
        assertThat(world.told(bob)).isEmpty();
    }

    @Test
    void what_is_not_given_stays() {
        editor.change(alice.id(), contactPoints("12345", "a@b.org"));

        var renamed = editor.change(alice.id(), ProfilePatch.NONE.withName("Alicia"));

        assertThat(renamed.profile().phone()).isEqualTo("12345");
        assertThat(renamed.profile().email()).isEqualTo("a@b.org");
        assertThat(renamed.username()).isEqualTo("alice");
    }

    @Test
    void an_empty_phone_or_email_takes_it_away_and_frees_it() {
        editor.change(alice.id(), contactPoints("12345", "a@b.org"));
        assertThat(Refusals.codeOf(() -> editor.change(bob.id(), contactPoints("12345", null))))
                .isEqualTo(RefusalCode.TAKEN);

        var bare = editor.change(alice.id(), contactPoints("", ""));

        assertThat(bare.profile().phone()).isNull();
        assertThat(bare.profile().email()).isNull();
        editor.change(bob.id(), contactPoints("12345", "a@b.org"));
    }

    @Test
    void a_name_that_was_given_up_can_be_taken_back_by_its_owner_alone() {
        editor.change(alice.id(), ProfilePatch.NONE.withUsername("alicia"));
        assertThat(
                        Refusals.of(() ->
                                        editor.change(
                                                bob.id(), ProfilePatch.NONE.withUsername("alice")))
                                .field())
                .isEqualTo("username");

        editor.change(alice.id(), ProfilePatch.NONE.withUsername("alice"));

        assertThat(world.user(alice.id()).username()).isEqualTo("alice");
    }

    @Test
    void all_or_nothing_is_changed() {
        var patch =
                new ProfilePatch("al", "", "x".repeat(501), "nine", "nowhere", null, null, null);
        assertThat(Refusals.of(() -> editor.change(alice.id(), patch)).violations())
                .extracting(Violation::field)
                .containsExactly("username", "name", "biography", "phone", "email");

        var taken = ProfilePatch.NONE.withName("Bob").withUsername("bob");
        assertThat(Refusals.codeOf(() -> editor.change(alice.id(), taken)))
                .isEqualTo(RefusalCode.TAKEN);

        assertThat(world.user(alice.id())).isEqualTo(alice);
        assertThat(world.changes).isEmpty();
    }

    @Test
    void a_change_to_the_same_tells_nobody() {
        editor.change(alice.id(), ProfilePatch.NONE);
        editor.change(alice.id(), ProfilePatch.NONE.withUsername("alice").withName("alice"));

        assertThat(world.changes).isEmpty();
    }

    @Test
    void nobody_edits_who_is_not_there() {
        assertThat(Refusals.codeOf(() -> editor.change(new UserId(7), ProfilePatch.NONE)))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }
}
