package parley.gateway.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import parley.core.contact.BlockCache;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.user.UserCache;
import parley.gateway.hub.Hub;
import parley.gateway.presence.PresenceBoard.Appearance;

/// What a session chose is its own, whichever connections it has by turns.
final class PresenceBoardTest {
    private static final Appearance BUSY = new Appearance("busy", "in a meeting", null, null);
    private static final Appearance INVISIBLE =
            new Appearance(Appearance.INVISIBLE, null, null, null);

    private final LogWorld world = new LogWorld();
    private final UserId ann = world.person("ann");
    private final UserId bob = world.person("bob");
    private final Hub hub = new Hub();
    private Instant now = Instant.parse("2026-11-22T04:16:05Z");
    private final PresenceNotices notices = new PresenceNotices(() -> now);
    private final PresenceBoard board =
            new PresenceBoard(
                    hub,
                    new UserCache(world.database.users()),
                    new PresenceBoard.Notify(
                            new Audience(
                                    world.database.contacts(),
                                    world.database.conversations(),
                                    new BlockCache(world.database.contacts()),
                                    world.requests),
                            notices,
                            new PublicIds(new byte[PublicIds.KEY_BYTES])),
                    () -> now,
                    gone -> {});
    private final SessionPresence annsSession = new SessionPresence();
    private final SessionPresence bobsSession = new SessionPresence();

    @AfterEach
    void close() {
        world.close();
    }

    private Viewer come(UserId user, SessionPresence session) {
        var viewer = new Viewer(user);
        hub.add(viewer);
        board.arrived(viewer, session);
        return viewer;
    }

    private void go(Viewer viewer, SessionPresence session) {
        viewer.close();
        hub.remove(viewer);
        board.left(viewer, session);
    }

    /// Time goes by in which those who went go offline, and what waits is told.
    private void pass() {
        now = now.plusMillis(PresenceBoard.GRACE_MS + 1);
        board.tick();
        board.tick();
    }

    @Test
    void who_comes_back_with_their_session_appears_as_before() {
        world.direct(ann, bob);
        var viewer = come(ann, annsSession);
        var first = come(bob, bobsSession);
        board.appear(bob, bobsSession, BUSY);
        pass();
        assertThat(viewer.told()).containsExactly("online", "busy");
        go(first, bobsSession);
        pass();
        assertThat(viewer.told()).containsExactly("offline");
        pass();
        come(bob, bobsSession);
        pass();
        assertThat(viewer.told()).containsExactly("busy");
    }

    @Test
    void who_comes_back_within_the_grace_is_no_news() {
        world.direct(ann, bob);
        var viewer = come(ann, annsSession);
        var first = come(bob, bobsSession);
        board.appear(bob, bobsSession, BUSY);
        pass();
        viewer.told();
        go(first, bobsSession);
        come(bob, bobsSession);
        pass();
        assertThat(viewer.told()).isEmpty();
    }

    @Test
    void who_is_invisible_stays_so_however_long_they_were_gone() {
        world.direct(ann, bob);
        board.appear(bob, bobsSession, INVISIBLE);
        assertThat(board.isInvisible(bob, bobsSession)).as("before it is live").isTrue();
        var viewer = come(ann, annsSession);
        for (int i = 0; i < 2; i++) {
            var here = come(bob, bobsSession);
            pass();
            assertThat(board.isInvisible(bob, bobsSession)).isTrue();
            go(here, bobsSession);
            pass();
        }
        assertThat(viewer.told()).doesNotContain("online");
        come(bob, new SessionPresence());
        pass();
        assertThat(viewer.told()).as("another session chose nothing").containsExactly("online");
    }

    @Test
    void of_two_sessions_the_later_word_counts() {
        world.direct(ann, bob);
        var phone = new SessionPresence();
        var first = come(bob, bobsSession);
        come(bob, phone);
        board.appear(bob, bobsSession, INVISIBLE);
        board.appear(bob, phone, BUSY);
        go(first, bobsSession);
        come(bob, bobsSession);
        pass();
        assertThat(come(ann, annsSession).told()).containsExactly("busy");
    }

    @Test
    void whom_a_session_watches_it_is_told_of_again_when_it_comes_back() {
        world.group(false, ann, bob);
        board.watched(annsSession, List.of(bob));
        var first = come(ann, annsSession);
        assertThat(first.told()).containsExactly("offline");
        go(first, annsSession);
        pass();
        assertThat(notices.watchersOf(bob)).isEmpty();
        come(bob, bobsSession);
        var second = come(ann, annsSession);
        assertThat(second.told()).containsExactly("online");
        board.appear(bob, bobsSession, BUSY);
        pass();
        assertThat(second.told()).containsExactly("busy");
        board.watched(annsSession, List.of());
        board.appear(bob, bobsSession, Appearance.PLAIN);
        pass();
        assertThat(second.told()).isEmpty();
    }

    @Test
    void what_is_watched_between_two_polls_is_told_to_the_next() {
        world.group(false, ann, bob);
        come(bob, bobsSession);
        var first = come(ann, annsSession);
        first.close();
        board.watched(annsSession, List.of(bob));
        assertThat(first.told()).isEmpty();
        var second = new Viewer(ann);
        board.moved(first, second, annsSession);
        assertThat(second.told()).containsExactly("online");
        var third = new Viewer(ann);
        pass();
        board.moved(second, third, annsSession);
        pass();
        assertThat(third.told()).as("told before").isEmpty();
        assertThat(notices.watchersOf(bob)).containsExactly(third);
    }

    @Test
    void a_poll_that_follows_after_its_user_went_offline_brings_them_back() {
        world.direct(ann, bob);
        var viewer = come(ann, annsSession);
        var first = come(bob, bobsSession);
        go(first, bobsSession);
        pass();
        assertThat(viewer.told()).containsExactly("online", "offline");
        pass();
        board.moved(first, new Viewer(bob), bobsSession);
        pass();
        assertThat(viewer.told()).containsExactly("online");
    }

    @Test
    void nothing_is_kept_of_who_left() {
        world.group(false, ann, bob);
        var first = come(ann, annsSession);
        go(first, annsSession);
        board.watched(annsSession, List.of(bob));
        assertThat(notices.watchersOf(bob)).isEmpty();
        var never = new Viewer(ann);
        board.left(never, annsSession);
        pass();
        assertThat(board.size()).isZero();
    }
}
