package parley.client;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import parley.protocol.CloseCode;
import parley.protocol.Codec;
import parley.protocol.Fields;
import parley.protocol.Frame;
import parley.protocol.FrameError;
import parley.protocol.Limits;
import parley.protocol.Times;

/// Messages that aren't acknowledged yet, in the order in which they were given. Each is sent again
/// with the same key until the server says `ok` or a final no; behind another one to the same place
/// it names that one's key in `after`, so that a refusal never swaps two. One that no frame can
/// hold fails at once, since the server would close every connection on which it is sent.
///
/// Bounds: [#WAITING] messages, then sending fails with `full`; [#FLYING] on the wire at once, and
/// fewer while the server says `rate_limited` ([Pace]).
final class Outbox {
    private static final int WAITING = 10_000;
    private static final int FLYING = 64;
    private static final int ORPHANED = 20;

    /// How long at most a `rate_limited` holds up everything. A longer wait is one conversation's
    /// (`slowS`) and holds up that one alone. Should it be the user's after all, one is tried in
    /// vain every 2 s: 30 a minute, where the server bears 50.
    private static final long ALL_WAIT_MS = 2_000;

    private static final String LONGEST_ID = "0".repeat(19);
    private static final String LONGEST_KEY = "0".repeat(64);

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final Map<String, Long> pausedUntil = new HashMap<>();
    private final LongSupplier nanos;
    private final Pace pace;
    private int flying;
    private @Nullable CommandFailed over;

    /// One message.
    static final class Item {
        final String key;
        final Draft draft;
        final CompletableFuture<Sent> future = new CompletableFuture<>();
        private boolean flying;
        private int orphaned;

        private Item(String key, Draft draft) {
            this.key = key;
            this.draft = draft;
        }
    }

    /// Writes a message to the connection, if it takes one more.
    @FunctionalInterface
    interface Wire {
        boolean write(Item item, @Nullable String after);
    }

    Outbox() {
        this(System::nanoTime);
    }

    /// @param nanos a clock that never goes back
    Outbox(LongSupplier nanos) {
        this.nanos = nanos;
        pace = new Pace(FLYING, nanos);
    }

    CompletableFuture<Sent> add(String key, Draft draft) {
        var item = new Item(key, draft);
        var flaw = flawOf(item);
        if (flaw == null) {
            line(item);
        } else {
            item.future.completeExceptionally(flaw);
        }
        return item.future;
    }

    private static @Nullable CommandFailed flawOf(Item item) {
        try {
            var written = Codec.JSON.write(frame(item, LONGEST_ID, LONGEST_KEY));
            if (written.length > Limits.FRAME_BYTES) {
                return new CommandFailed(
                        CommandFailed.TOO_LONG,
                        "a frame has at most " + Limits.FRAME_BYTES + " bytes");
            }
            // half a surrogate pair can't be written as CBOR
            Codec.JSON.read(written).requireWellFormed();
            return null;
        } catch (FrameError e) {
            return new CommandFailed(e.code(), e.sentence());
        }
    }

    private synchronized void line(Item item) {
        if (over != null) {
            item.future.completeExceptionally(over);
        } else if (items.size() >= WAITING) {
            item.future.completeExceptionally(
                    new CommandFailed(CommandFailed.FULL, "too many messages wait to be sent"));
        } else if (items.putIfAbsent(item.key, item) != null) {
            item.future.completeExceptionally(
                    new CommandFailed("key_conflict", "a message with this key waits already"));
        }
    }

    /// Writes what may be written now.
    synchronized void pump(Wire wire) {
        long now = nanos.getAsLong();
        pausedUntil.values().removeIf(until -> until <= now);
        var lastOf = new HashMap<String, Item>();
        for (var item : items.values()) {
            if (!pace.allows(flying)) {
                return;
            }
            var before = lastOf.put(item.draft.to(), item);
            if (item.flying
                    || pausedUntil.containsKey(item.draft.to())
                    || before != null && !before.flying) {
                continue;
            }
            if (!wire.write(item, before == null ? null : before.key)) {
                return;
            }
            item.flying = true;
            flying++;
        }
    }

    /// How long until a pause ends; [Long#MAX_VALUE] if nothing waits for one.
    synchronized long nextMs() {
        if (items.isEmpty()) {
            return Long.MAX_VALUE;
        }
        long now = nanos.getAsLong();
        return pausedUntil.values().stream()
                .mapToLong(until -> Math.max(1, (until - now) / 1_000_000))
                .reduce(pace.nextMs(), Math::min);
    }

    /// A message is stored.
    Sent stored(Item item, Fields ok) {
        var sent =
                new Sent(
                        ok.required("conversation"),
                        ok.requiredCount("seq"),
                        ok.requiredCount("rev"),
                        Times.parse(ok.required("at")).orElseThrow(),
                        item.key,
                        ok.truth("duplicate", false));
        synchronized (this) {
            land(item);
            items.remove(item.key);
            pace.ok();
        }
        return sent;
    }

    /// A message was refused; it is tried again later if that can help.
    void refused(Item item, Fields error) {
        boolean again;
        synchronized (this) {
            land(item);
            again = worthTrying(item, error);
            if (!again) {
                items.remove(item.key);
            }
        }
        if (!again) {
            item.future.completeExceptionally(CommandFailed.of(error));
        }
    }

    private boolean worthTrying(Item item, Fields error) {
        switch (error.required("code")) {
            case "rate_limited" -> {
                pause(item, error);
                pace.limited(Math.min(Pace.waitMs(error), ALL_WAIT_MS));
                return true;
            }
            case "unavailable", "unknown" -> {
                pause(item, error);
                return true;
            }
            // the one before it was refused: it is tried behind what is before it now
            case "out_of_order" -> {
                return ++item.orphaned <= ORPHANED;
            }
            default -> {
                return false;
            }
        }
    }

    private void pause(Item item, Fields error) {
        long until = nanos.getAsLong() + Pace.waitMs(error) * 1_000_000;
        pausedUntil.merge(item.draft.to(), until, Math::max);
    }

    private void land(Item item) {
        if (item.flying) {
            item.flying = false;
            flying--;
        }
    }

    /// The connection is gone: whatever was on the wire is to be sent again. But if a frame was to
    /// blame it may have been any of these, and each would end the next connection as well: they
    /// fail.
    void disconnected(Incoming.Ended ended) {
        List<Item> blamed = List.of();
        synchronized (this) {
            if (CloseCode.then(ended.code()) == CloseCode.Then.RECONNECT_ONCE) {
                blamed = items.values().stream().filter(item -> item.flying).toList();
            }
            items.values().forEach(this::land);
            blamed.forEach(item -> items.remove(item.key));
            pausedUntil.clear();
        }
        boolean large = ended.code() == CloseCode.TOO_LARGE.number();
        var why =
                new CommandFailed(
                        large ? CommandFailed.TOO_LONG : FrameError.BAD_FRAME,
                        "the connection was closed because of a frame, maybe this one: "
                                + ended.code());
        blamed.forEach(item -> item.future.completeExceptionally(why));
    }

    /// The client is over: nothing that waits, and nothing that is added, will be sent.
    void fail(CommandFailed why) {
        List<Item> left;
        synchronized (this) {
            over = why;
            left = new ArrayList<>(items.values());
            items.clear();
        }
        left.forEach(item -> item.future.completeExceptionally(why));
    }

    static Frame frame(Item item, String id, @Nullable String after) {
        return out -> {
            out.put("type", "send").put("id", id);
            item.draft.write(out);
            out.put("key", item.key).put("after", after);
        };
    }
}
