package parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A client that comes back is told everything that it missed.
@Timeout(60)
final class MissedTest {
    private static final String PLACE = "cv_place";

    private final Notes notes = new Notes();

    private static ClientState at(Map<String, Long> revs) {
        var state = ClientState.inMemory();
        state.save(new ClientState.Place("c1", "e1", "ss_1", revs));
        return state;
    }

    private static String sync(String conversation, long lastRev, String events) {
        return """
        {'type':'sync','conversation':{'id':'%s','kind':'direct','lastSeq':%d,'lastRev':%d},
         'events':[%s],'complete':false,'snapshot':false,'users':[]}
        """
                .formatted(conversation, lastRev, lastRev, events);
    }

    private static String synced(String cursor) {
        return "{'type':'synced','cursor':'" + cursor + "','more':false}";
    }

    private static String message(long rev) {
        return """
        {'type':'message','conversation':'%s','rev':%d,'seq':%d,'from':'us_bob',
         'at':'2026-11-22T04:16:05.123Z','text':'hello'}
        """
                .formatted(PLACE, rev, rev);
    }

    @Test
    void changes_that_cannot_be_had_now_are_asked_for_again_from_the_same_cursor() {
        var state = at(Map.of(PLACE, 3L));
        try (var server = new PlayedServer();
                var client = server.client(state, notes)) {
            try (var visit = server.visit()) {
                visit.welcomes();
                visit.says(sync(PLACE, 5, message(5)));
                visit.says(synced("c2"));
                visit.answers(visit.hears("changes"), "'type':'error','code':'unavailable'");
                visit.isLeft();
            }
            assertThat(state.load().cursor()).isEqualTo("c1");
            assertThat(notes.revs()).isEmpty();
            try (var visit = server.visit()) {
                assertThat(visit.welcomes().text("cursor")).isEqualTo("c1");
                visit.says(sync(PLACE, 5, message(5)));
                visit.says(synced("c2"));
                var changes = visit.hears("changes");
                assertThat(changes.requiredCount("after")).isEqualTo(3);
                visit.answers(changes, "'type':'ok','events':[" + message(4) + "],'more':false");
                visit.says("{'type':'cursor','cursor':'c3'}");
                visit.isUnderstood();
                assertThat(client.isLive()).isTrue();
            }
        }
        assertThat(notes.revs()).containsExactly(4L, 5L);
        assertThat(state.load().cursor()).isEqualTo("c3");
        assertThat(state.load().revs()).containsEntry(PLACE, 5L);
    }

    @Test
    void a_conversation_that_is_gone_holds_nothing_up() {
        var state = at(Map.of(PLACE, 3L));
        try (var server = new PlayedServer();
                var client = server.client(state, notes);
                var visit = server.visit()) {
            visit.welcomes();
            visit.says(sync(PLACE, 5, message(5)));
            visit.says(synced("c2"));
            visit.answers(visit.hears("changes"), "'type':'error','code':'not_found'");
            visit.says("{'type':'cursor','cursor':'c3'}");
            visit.isUnderstood();

            assertThat(client.isLive()).isTrue();
            assertThat(notes.revs()).containsExactly(5L);
            assertThat(state.load().cursor()).isEqualTo("c3");
        }
    }

    @Test
    void a_new_conversation_of_which_only_the_end_came_is_told_from_its_first_change() {
        try (var server = new PlayedServer();
                var client = server.client(at(Map.of()), notes);
                var visit = server.visit()) {
            visit.welcomes();
            visit.says(sync(PLACE, 3, message(3)));
            visit.says(synced("c2"));
            var changes = visit.hears("changes");
            assertThat(changes.requiredCount("after")).isZero();
            visit.answers(
                    changes,
                    "'type':'ok','events':[" + message(1) + "," + message(2) + "],'more':false");

            assertThat(visit.hears("ack").requiredCount("seq")).isEqualTo(3);
            assertThat(client.isLive()).isTrue();
            assertThat(notes.revs()).containsExactly(1L, 2L, 3L);
        }
    }

    @Test
    void what_many_conversations_missed_is_asked_for_sixteen_at_once() {
        var revs = new HashMap<String, Long>();
        for (int i = 0; i < 20; i++) {
            revs.put("cv_" + i, 1L);
        }
        try (var server = new PlayedServer();
                var client = server.client(at(revs), notes);
                var visit = server.visit()) {
            visit.welcomes();
            revs.keySet().forEach(id -> visit.says(sync(id, 2, "")));
            visit.says(synced("c2"));
            var first = visit.hears("changes");
            var asked = new HashSet<String>();
            asked.add(first.required("conversation"));
            visit.says("{'type':'ping'}");
            for (var next = visit.hears();
                    "changes".equals(next.text("type"));
                    next = visit.hears()) {
                asked.add(next.required("conversation"));
            }
            assertThat(asked).hasSize(16);
            visit.answers(first, "'type':'ok','events':[],'more':false");
            asked.add(visit.hears("changes").required("conversation"));

            assertThat(asked).hasSize(17);
            assertThat(client.isLive()).isTrue();
        }
    }

    @Test
    void who_asks_for_changes_too_fast_waits_and_asks_again() {
        try (var server = new PlayedServer();
                var client = server.client(at(Map.of(PLACE, 3L)), notes);
                var visit = server.visit()) {
            visit.welcomes();
            visit.says(sync(PLACE, 4, ""));
            visit.says(synced("c2"));
            visit.answers(
                    visit.hears("changes"),
                    "'type':'error','code':'rate_limited','retryAfterMs':1");
            visit.answers(
                    visit.hears("changes"),
                    "'type':'ok','events':[" + message(4) + "],'more':false");
            visit.isUnderstood();

            assertThat(client.isLive()).isTrue();
            assertThat(notes.revs()).containsExactly(4L);
        }
    }
}
