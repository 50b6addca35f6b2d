package parley.store.sqlite.lag;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;
import parley.store.conversation.SettingsBody;
import parley.store.sqlite.lag.Staged.Told;

/// Heads of direct conversations as bytes: one that names the encoding; then each head's flags, its
/// numbers, 7 bits a byte, the lowest first, its two people in 8 bytes each, and its settings if it
/// has any.
final class HeadBodies {
    private static final byte VARINTS = 1;

    private static final int MADE = 1;
    private static final int HAS_SETTINGS = 2;

    /// One head at most, without settings: flags, thirteen numbers of up to 10 bytes, two people.
    private static final int HEAD_MAX = 1 + 13 * 10 + 2 * Long.BYTES;

    private HeadBodies() {}

    static byte[] encode(Collection<Told> heads) {
        var settings = new ArrayList<byte @Nullable []>(heads.size());
        int size = 1;
        for (var told : heads) {
            var own = SettingsBody.encode(told.head().settings());
            settings.add(own);
            size += HEAD_MAX + (own == null ? 0 : own.length);
        }
        var out = ByteBuffer.allocate(size);
        out.put(VARINTS);
        int next = 0;
        for (var told : heads) {
            put(told, settings.get(next++), out);
        }
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void put(Told told, byte @Nullable [] settings, ByteBuffer out) {
        var head = told.head();
        var direct = head.direct();
        if (head.kind() != Kind.DIRECT || direct == null) {
            throw new IllegalArgumentException("only direct conversations lag behind");
        }
        out.put((byte) ((told.made() ? MADE : 0) | (settings == null ? 0 : HAS_SETTINGS)));
        put(head.id().number(), out);
        var progress = head.progress();
        put(progress.lastSeq(), out);
        put(progress.lastRev(), out);
        put(progress.lastAt().toEpochMilli(), out);
        put(progress.lastMessageAt().toEpochMilli(), out);
        put(progress.lastOdd(), out);
        put(head.memberRev(), out);
        put(head.members(), out);
        out.putLong(direct.pair().a().bits()).putLong(direct.pair().b().bits());
        put(direct.a(), out);
        put(direct.b(), out);
        if (settings != null) {
            put(settings.length, out);
            out.put(settings);
        }
    }

    private static void put(Marks marks, ByteBuffer out) {
        put(marks.received(), out);
        put(marks.read(), out);
    }

    private static void put(long number, ByteBuffer out) {
        long rest = number;
        while ((rest & ~0x7fL) != 0) {
            out.put((byte) (rest & 0x7f | 0x80));
            rest >>>= 7;
        }
        out.put((byte) rest);
    }

    /// @param batch the one whose row this is
    static List<Told> decode(byte[] body, Position batch) {
        var in = ByteBuffer.wrap(body);
        byte encoding = in.get();
        if (encoding != VARINTS) {
            throw new IllegalStateException("heads of unknown encoding " + encoding);
        }
        var heads = new ArrayList<Told>();
        while (in.hasRemaining()) {
            int flags = in.get();
            var head = head(in, batch);
            heads.add(
                    new Told(
                            (flags & HAS_SETTINGS) == 0 ? head : head.with(settings(in)),
                            (flags & MADE) != 0));
        }
        return heads;
    }

    private static Head head(ByteBuffer in, Position batch) {
        var id = new ConversationId(take(in));
        var progress =
                new Head.Progress(
                        take(in),
                        take(in),
                        Instant.ofEpochMilli(take(in)),
                        Instant.ofEpochMilli(take(in)),
                        take(in));
        long memberRev = take(in);
        int members = (int) take(in);
        var pair = new Pair(new UserId(in.getLong()), new UserId(in.getLong()));
        var direct = new Head.Direct(pair, marks(in), marks(in));
        return new Head(
                id, Kind.DIRECT, progress, batch, memberRev, members, direct, Head.Settings.NONE);
    }

    private static Head.Settings settings(ByteBuffer in) {
        var bytes = new byte[(int) take(in)];
        in.get(bytes);
        return SettingsBody.decode(bytes);
    }

    private static Marks marks(ByteBuffer in) {
        return new Marks(take(in), take(in));
    }

    private static long take(ByteBuffer in) {
        long number = 0;
        int shift = 0;
        byte next;
        do {
            next = in.get();
            number |= (long) (next & 0x7f) << shift;
            shift += 7;
        } while (next < 0);
        return number;
    }
}
