package parley.core.user;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import parley.core.PeopleWorld;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.contact.BlockCache;
import parley.core.contact.Blocks;
import parley.core.contact.Contacts;
import parley.core.id.PublicIds;
import parley.core.id.UserId;

class PeopleFinderTest {
    private final PeopleWorld world = new PeopleWorld();
    private final PublicIds ids = new PublicIds(new byte[PublicIds.KEY_BYTES]);
    private final Contacts contacts = new Contacts(world, world.contacts());
    private final PeopleFinder finder = finder(Directory.ON);
    private final User alice = world.person(1, "alice");
    private final User alfred = world.person(2, "alfred");
    private final User bob = world.person(3, "bob");

    private PeopleFinder finder(Directory directory) {
        return new PeopleFinder(
                world.users(), new UserCache(world.users()), world.contacts(), directory, ids);
    }

    @Test
    void people_are_found_by_the_beginning_of_a_name_but_not_oneself() {
        assertThat(finder.search(bob.id(), " al", 10)).containsExactly(alfred, alice);
        assertThat(finder.search(alice.id(), "al", 10)).containsExactly(alfred);
        assertThat(finder.search(bob.id(), "al", 1)).containsExactly(alfred);
        assertThat(finder.search(bob.id(), "al", -5)).hasSize(1);
        assertThat(finder.search(bob.id(), "zz", 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", " a ", "🔑"})
    void a_query_has_two_characters_at_least(String query) {
        var refusal = Refusals.of(() -> finder.search(bob.id(), query, 10));

        assertThat(refusal.code()).isEqualTo(RefusalCode.BAD_REQUEST);
        assertThat(refusal.field()).isEqualTo("query");
    }

    @Test
    void two_people_of_whom_one_blocks_the_other_do_not_find_each_other() {
        new Blocks(world, world.contacts(), new BlockCache(world.contacts()))
                .block(alice.id(), bob.id());

        assertThat(finder.search(bob.id(), "al", 1)).containsExactly(alfred);
        assertThat(finder.search(alice.id(), "bo", 10)).isEmpty();
        assertThat(finder.find("@alice")).isEqualTo(alice);
    }

    @Test
    void a_directory_of_contacts_shows_contacts_alone() {
        var among = finder(Directory.CONTACTS);
        contacts.request(bob.id(), alice.id());
        assertThat(among.search(bob.id(), "al", 10)).isEmpty();

        contacts.accept(alice.id(), bob.id());

        assertThat(among.search(bob.id(), "AL", 10)).containsExactly(alice);
        assertThat(among.search(bob.id(), "zz", 10)).isEmpty();
    }

    @Test
    void without_a_directory_people_are_found_by_their_whole_name_alone() {
        var closed = finder(Directory.OFF);

        assertThat(closed.search(bob.id(), "alice", 10)).isEmpty();
        assertThat(closed.find("@Alice")).isEqualTo(alice);
    }

    @Test
    void people_are_looked_up_together() {
        var found = finder.lookup(List.of(alice.id(), new UserId(7), bob.id(), alice.id()));

        assertThat(found.values()).containsExactlyInAnyOrder(alice, bob);
        assertThat(finder.lookup(List.of())).isEmpty();
        finder.lookup(Collections.nCopies(500, alice.id()));
        assertThat(Refusals.codeOf(() -> finder.lookup(Collections.nCopies(501, alice.id()))))
                .isEqualTo(RefusalCode.BAD_REQUEST);
    }

    @Test
    void an_id_and_a_username_name_someone() {
        assertThat(finder.find(ids.text(alice.id()))).isEqualTo(alice);
        assertThat(finder.find("@alice")).isEqualTo(alice);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "@", "alice", "@nobody", "us_aaaaaaaaaaaa7", "cv_aaaaaaaaaaaab", "me"})
    void what_names_nobody_is_not_found(String reference) {
        assertThat(Refusals.codeOf(() -> finder.find(reference))).isEqualTo(RefusalCode.NOT_FOUND);
    }
}
