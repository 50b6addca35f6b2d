package parley.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationStore;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.LogWorld;
import parley.core.log.Positions;
import parley.core.message.HistoryReader.Seen;
import parley.core.receipt.Marks;

/// What a client makes of its syncs: it keeps what it was told, by rev, and asks for what is said
/// to be missing.
final class ModelClient {
    private final LogWorld world;
    private final UserId user;
    private final Map<ConversationId, Held> held = new HashMap<>();
    private @Nullable Positions cursor;
    private int seen;

    /// One conversation as this client knows it.
    private static final class Held {
        final TreeMap<Long, String> events = new TreeMap<>();
        Marks own = Marks.NONE;
        Map<UserId, Marks> others = Map.of();
        String title = "";

        long contiguous() {
            long rev = 0;
            while (events.containsKey(rev + 1)) {
                rev++;
            }
            return rev;
        }
    }

    ModelClient(LogWorld world, UserId user) {
        this.world = world;
        this.user = user;
    }

    int seen() {
        return seen;
    }

    void sync() {
        var from = cursor;
        var round =
                from == null
                        ? world.sync.snapshot(user)
                        : world.sync.since(user, world.account(user), from);
        for (var part : round.parts()) {
            take(part);
        }
        cursor = round.upTo();
    }

    private void take(SyncReader.Part part) {
        var id = part.listed().head().id();
        if (!part.listed().membership().isIn()) {
            assertThat(part.events()).as("who left is told of the end alone").hasSize(1);
            assertThat(isOwnEnd(part.events().getFirst())).isTrue();
            held.remove(id);
            return;
        }
        if (part.events().stream().anyMatch(this::isOwnEnd)) {
            held.remove(id); // left and came again
        }
        var mine = held.computeIfAbsent(id, unused -> new Held());
        if (!part.snapshot()) {
            part.events().forEach(event -> keep(mine, event));
        }
        mine.own = part.listed().marks();
        mine.others = world.reader.marksOfOthers(part.listed());
        mine.title = part.listed().head().settings().title();
        boolean gap = mine.contiguous() < part.listed().head().lastRev();
        if (gap) {
            assertThat(part.complete() && mine.events.containsKey(1L))
                    .as("what is said to be complete leaves no gap")
                    .isFalse();
            fill(id, mine);
        }
    }

    private boolean isOwnEnd(Seen event) {
        return event.entry() instanceof Change change
                && change.body() instanceof MemberChanged member
                && member.user().equals(user)
                && member.endsMembership();
    }

    private void keep(Held mine, Seen event) {
        mine.events.put(event.entry().rev(), text(event));
        seen++;
    }

    private void fill(ConversationId id, Held mine) {
        try {
            for (boolean more = true; more; ) {
                var page = world.history.changes(user, id, mine.contiguous(), 100);
                page.entries().forEach(event -> keep(mine, event));
                more = page.more();
            }
        } catch (parley.core.Refusal removedMeanwhile) {
            held.remove(id); // the next sync tells of it
        }
    }

    private static String text(Seen event) {
        return event.visible() ? event.entry().toString() : "void";
    }

    /// Compares with what a client that knows nothing would fetch.
    void isFresh() {
        var listed = new HashMap<ConversationId, Held>();
        ConversationStore store = world.database.conversations();
        for (var one : store.page(user, null, 1_000)) {
            var fresh = new Held();
            var id = one.head().id();
            for (var event : world.history.changes(user, id, 0, 1_000_000).entries()) {
                fresh.events.put(event.entry().rev(), text(event));
            }
            fresh.own = world.reader.ahead(one).marks();
            fresh.others = world.reader.marksOfOthers(one);
            fresh.title = one.head().settings().title();
            listed.put(id, fresh);
        }
        assertThat(held.keySet()).as(user + "'s conversations").isEqualTo(listed.keySet());
        listed.forEach((id, fresh) -> {
            var mine = Objects.requireNonNull(held.get(id));
            assertThat(mine.events).as(user + " in " + id).isEqualTo(fresh.events);
            assertThat(mine.own).as(user + "'s marks in " + id).isEqualTo(fresh.own);
            assertThat(mine.others).as("others' marks in " + id).isEqualTo(fresh.others);
            assertThat(mine.title).isEqualTo(fresh.title);
        });
    }
}
