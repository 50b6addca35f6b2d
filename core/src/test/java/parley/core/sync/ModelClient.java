package parley.core.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.ConversationStore;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Hidden;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.LogEntry;
import parley.core.log.LogWorld;
import parley.core.log.Message;
import parley.core.log.Positions;
import parley.core.message.HistoryReader.Seen;
import parley.core.message.HistoryReader.Span;
import parley.core.message.SeqRange;
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
        final TreeMap<Long, ModelMessage> messages = new TreeMap<>();
        final TreeMap<Long, Seen> waiting = new TreeMap<>();
        long applied;
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
        round.account().forEach(this::takeOwn);
        for (var part : round.parts()) {
            take(part);
        }
        cursor = round.upTo();
    }

    private void takeOwn(LogEntry entry) {
        if (entry instanceof Change change
                && change.body() instanceof Hidden hidden
                && held.containsKey(hidden.of())) {
            held.get(hidden.of())
                    .messages
                    .keySet()
                    .removeIf(seq -> SeqRange.anyHas(hidden.targets(), seq));
        }
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
        part.events().forEach(event -> keep(mine, event));
        for (var shown : part.shown()) {
            mine.messages.put(
                    shown.seq(), ModelMessage.folded(shown, part.listed().head().lastRev()));
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
        applyWaiting(mine);
    }

    private boolean isOwnEnd(Seen event) {
        return event.entry() instanceof Change change
                && change.body() instanceof MemberChanged member
                && member.user().equals(user)
                && member.endsMembership();
    }

    private void keep(Held mine, Seen event) {
        mine.events.put(event.entry().rev(), text(event));
        mine.waiting.put(event.entry().rev(), event);
        seen++;
    }

    // In the order of the log, once nothing is missing between.
    private void applyWaiting(Held mine) {
        for (var next = mine.waiting.pollFirstEntry();
                next != null;
                next = mine.waiting.pollFirstEntry()) {
            if (next.getKey() > mine.applied && next.getValue().visible()) {
                apply(mine, next.getValue().entry());
            }
            mine.applied = Math.max(mine.applied, next.getKey());
        }
    }

    private void apply(Held mine, LogEntry entry) {
        switch (entry) {
            case Message message -> {
                mine.messages.putIfAbsent(message.seq(), ModelMessage.sent(message));
                apply(
                        mine,
                        message.content().details().thread(),
                        message.rev(),
                        root -> root.replied(message));
            }
            case Change change -> {
                for (var range : targets(change.body())) {
                    for (long seq = range.low(); seq <= range.high(); seq++) {
                        apply(mine, seq, change.rev(), one -> one.apply(change, user));
                    }
                }
            }
        }
    }

    private static void apply(Held mine, long seq, long rev, Consumer<ModelMessage> what) {
        var message = mine.messages.get(seq);
        if (message != null && rev > message.asOf) {
            what.accept(message);
        }
    }

    private static List<SeqRange> targets(ChangeBody body) {
        if (body instanceof Deleted deleted) {
            return deleted.targets();
        }
        return body.target() == 0 ? List.of() : List.of(SeqRange.of(body.target()));
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
        // what a message says is compared apart, since it changes
        return switch (event.entry()) {
            case Change change when event.visible() && change.body().target() == 0 ->
                    change.toString();
            default -> "";
        };
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
            var page = world.history.page(user, id, new Span.After(0), 1_000_000);
            for (var message : page.messages()) {
                fresh.messages.put(message.seq(), ModelMessage.folded(message, page.asOf()));
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
            assertThat(mine.messages.keySet()).isEqualTo(fresh.messages.keySet());
            fresh.messages.forEach((seq, message) ->
                    assertThat(mine.messages.get(seq)).hasToString(message.toString()));
            assertThat(mine.own).as(user + "'s marks in " + id).isEqualTo(fresh.own);
            assertThat(mine.others).as("others' marks in " + id).isEqualTo(fresh.others);
            assertThat(mine.title).isEqualTo(fresh.title);
        });
    }
}
