package parley.core.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.log.ChangeBody.ContactChanged.ContactState;

/// What readers of contacts may rely on.
public interface ContactStoreContract {
    Instant THEN = Instant.parse("2026-01-02T03:04:05.678Z");

    Stores stores();

    @Test
    default void contacts_come_oldest_first_and_blocks_apart() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var late = new Contact(alice, scene.person(), ContactState.ACCEPTED, false, THEN);
        var early =
                new Contact(alice, scene.person(), ContactState.ASKED, true, THEN.minusSeconds(5));
        var blocked = Contact.none(alice, scene.person(), THEN).blocked(true);
        scene.rows(rows -> {
            rows.put(late);
            rows.put(early);
            rows.put(blocked);
        });
        var contacts = stores().contacts();
        assertThat(contacts.contactsOf(alice, 10)).containsExactly(early, late);
        assertThat(contacts.contactsOf(alice, 1)).containsExactly(early);
        assertThat(contacts.blocksOf(alice, 10)).containsExactlyInAnyOrder(early, blocked);
        assertThat(contacts.contactsOf(late.peer(), 10)).isEmpty();
    }

    @Test
    default void blocks_are_known_from_both_sides() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var carol = scene.person();
        scene.rows(rows -> {
            rows.put(Contact.none(alice, bob, THEN).blocked(true));
            rows.put(Contact.none(carol, alice, THEN).blocked(true));
            rows.put(new Contact(bob, carol, ContactState.ACCEPTED, false, THEN));
        });
        var contacts = stores().contacts();
        assertThat(contacts.blocksAround(alice)).containsExactlyInAnyOrder(bob, carol);
        assertThat(contacts.blocksAround(bob)).containsExactly(alice);
        scene.rows(rows -> rows.put(rows.contact(alice, bob).orElseThrow().blocked(false)));
        assertThat(contacts.blocksAround(bob)).isEmpty();
    }

    @Test
    default void a_contact_replaces_the_one_before() {
        var scene = new Scene(stores());
        var alice = scene.person();
        var bob = scene.person();
        var asked = new Contact(alice, bob, ContactState.REQUESTED, false, THEN);
        scene.rows(rows -> {
            assertThat(rows.contact(alice, bob)).isEmpty();
            rows.put(asked);
            assertThat(rows.contact(alice, bob)).contains(asked);
            rows.put(asked.with(ContactState.ACCEPTED, THEN.plusSeconds(1)));
        });
        assertThat(stores().contacts().contactsOf(alice, 10))
                .containsExactly(asked.with(ContactState.ACCEPTED, THEN.plusSeconds(1)));
    }
}
