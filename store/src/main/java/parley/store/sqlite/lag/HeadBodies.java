package parley.store.sqlite.lag;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import parley.core.conversation.Head;
import parley.core.conversation.Kind;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.Position;
import parley.core.receipt.Marks;
import parley.store.sqlite.lag.Staged.Told;

/// Heads of direct conversations as bytes: one that names the encoding; then each head's numbers, 7
/// bits a byte, the lowest first, and its two people in 8 bytes each.
final class HeadBodies {
    private static final byte VARINTS = 1;

    /// One head at most: a flag, twelve numbers of up to 10 bytes, two people.
    private static final int HEAD_MAX = 1 + 12 * 10 + 2 * Long.BYTES;

    private HeadBodies() {}

    static byte[] encode(Collection<Told> heads) {
        var out = ByteBuffer.allocate(1 + heads.size() * HEAD_MAX);
        out.put(VARINTS);
        for (var told : heads) {
            put(told, out);
        }
        var bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private static void put(Told told, ByteBuffer out) {
        var head = told.head();
        var direct = head.direct();
        if (head.kind() != Kind.DIRECT || direct == null) {
            throw new IllegalArgumentException("only direct conversations lag behind");
        }
        out.put((byte) (told.made() ? 1 : 0));
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
            boolean made = in.get() != 0;
            heads.add(new Told(head(in, batch), made));
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
