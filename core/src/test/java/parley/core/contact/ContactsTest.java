package parley.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import parley.core.PeopleWorld;
import parley.core.RefusalCode;
import parley.core.Refusals;
import parley.core.id.UserId;
import parley.core.log.ChangeBody.ContactChanged;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.user.User;

class ContactsTest {
    private final PeopleWorld world = new PeopleWorld();
    private final Contacts contacts = new Contacts(world, world.contacts());
    private final Blocks blocks =
            new Blocks(world, world.contacts(), new BlockCache(world.contacts()));
    private final User alice = world.person(1, "alice");
    private final User bob = world.person(2, "bob");

    private void assertStand(ContactState alices, ContactState bobs) {
        assertThat(contacts.list(alice.id()))
                .singleElement()
                .satisfies(contact -> assertThat(contact.state()).isEqualTo(alices));
        assertThat(contacts.list(bob.id()))
                .singleElement()
                .satisfies(contact -> assertThat(contact.state()).isEqualTo(bobs));
        assertThat(world.told(alice)).endsWith(new ContactChanged(bob.id(), alices));
        assertThat(world.told(bob)).endsWith(new ContactChanged(alice.id(), bobs));
    }

    private void assertStrangers() {
        assertThat(contacts.list(alice.id())).isEmpty();
        assertThat(contacts.list(bob.id())).isEmpty();
        assertThat(world.told(alice)).endsWith(new ContactChanged(bob.id(), ContactState.REMOVED));
        assertThat(world.told(bob)).endsWith(new ContactChanged(alice.id(), ContactState.REMOVED));
    }

    private RefusalCode request(User user, User peer) {
        return Refusals.codeOf(() -> contacts.request(user.id(), peer.id()));
    }

    private RefusalCode accept(User user, User peer) {
        return Refusals.codeOf(() -> contacts.accept(user.id(), peer.id()));
    }

    private RefusalCode reject(User user, User peer) {
        return Refusals.codeOf(() -> contacts.reject(user.id(), peer.id()));
    }

    @Test
    void a_request_is_told_to_both_and_accepted() {
        contacts.request(alice.id(), bob.id());
        assertStand(ContactState.REQUESTED, ContactState.ASKED);

        contacts.accept(bob.id(), alice.id());
        assertStand(ContactState.ACCEPTED, ContactState.ACCEPTED);
    }

    @Test
    void asking_who_asked_already_accepts() {
        contacts.request(alice.id(), bob.id());

        assertThat(contacts.request(bob.id(), alice.id()).state()).isEqualTo(ContactState.ACCEPTED);
        assertStand(ContactState.ACCEPTED, ContactState.ACCEPTED);
    }

    @Test
    void a_request_is_rejected_and_may_be_made_again() {
        contacts.request(alice.id(), bob.id());
        contacts.reject(bob.id(), alice.id());
        assertStrangers();

        contacts.request(alice.id(), bob.id());
        assertStand(ContactState.REQUESTED, ContactState.ASKED);
    }

    @Test
    void either_of_two_contacts_ends_it_for_both() {
        contacts.request(alice.id(), bob.id());
        contacts.accept(bob.id(), alice.id());

        contacts.remove(bob.id(), alice.id());

        assertStrangers();
        assertThat(Refusals.codeOf(() -> contacts.remove(bob.id(), alice.id())))
                .isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void a_request_can_be_taken_back() {
        contacts.request(alice.id(), bob.id());

        contacts.remove(alice.id(), bob.id());

        assertStrangers();
        assertThat(accept(bob, alice)).isEqualTo(RefusalCode.NOT_FOUND);
    }

    @Test
    void nobody_answers_their_own_request() {
        contacts.request(alice.id(), bob.id());

        assertThat(accept(alice, bob)).isEqualTo(RefusalCode.FORBIDDEN);
        assertThat(reject(alice, bob)).isEqualTo(RefusalCode.FORBIDDEN);
        assertStand(ContactState.REQUESTED, ContactState.ASKED);
    }

    @Test
    void the_same_twice_exists() {
        contacts.request(alice.id(), bob.id());
        assertThat(request(alice, bob)).isEqualTo(RefusalCode.EXISTS);
        contacts.accept(bob.id(), alice.id());

        assertThat(request(alice, bob)).isEqualTo(RefusalCode.EXISTS);
        assertThat(request(bob, alice)).isEqualTo(RefusalCode.EXISTS);
        assertThat(accept(bob, alice)).isEqualTo(RefusalCode.EXISTS);
        assertThat(reject(bob, alice)).isEqualTo(RefusalCode.EXISTS);
        assertStand(ContactState.ACCEPTED, ContactState.ACCEPTED);
    }

    @Test
    void oneself_is_a_bad_request_and_strangers_have_nothing_to_answer() {
        assertThat(request(alice, alice)).isEqualTo(RefusalCode.BAD_REQUEST);
        assertThat(Refusals.codeOf(() -> contacts.request(alice.id(), new UserId(7))))
                .isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(accept(alice, bob)).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(reject(alice, bob)).isEqualTo(RefusalCode.NOT_FOUND);
        assertThat(world.changes).isEmpty();
    }

    @Test
    void a_block_stops_requests_in_both_directions_and_keeps_contacts() {
        contacts.request(alice.id(), bob.id());
        blocks.block(bob.id(), alice.id());
        assertThat(accept(bob, alice)).isEqualTo(RefusalCode.BLOCKED);
        blocks.unblock(bob.id(), alice.id());
        contacts.accept(bob.id(), alice.id());

        blocks.block(bob.id(), alice.id());
        assertThat(contacts.list(alice.id())).hasSize(1);
        contacts.remove(alice.id(), bob.id());
        assertThat(request(alice, bob)).isEqualTo(RefusalCode.BLOCKED);
        assertThat(request(bob, alice)).isEqualTo(RefusalCode.BLOCKED);
    }

    @Test
    void a_hundred_and_more_contacts_are_listed_in_order() {
        for (int i = 10; i < 160; i++) {
            world.clock.pass(Duration.ofSeconds(1));
            contacts.request(alice.id(), world.person(i, "user" + i).id());
        }

        assertThat(contacts.list(alice.id()))
                .hasSize(150)
                .extracting(contact -> contact.peer().bits())
                .isSorted();
    }
}
