package parley.store.body;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import parley.core.id.ConversationId;
import parley.core.log.LogTransaction.Touched;
import parley.core.log.Position;

/// What a batch touched as bytes: one that names the encoding, then six numbers a conversation, 7
/// bits a byte, the lowest first.
public final class TouchedBodies {
    private static final byte VARINTS = 1;

    private TouchedBodies() {}

    public static byte[] encode(List<Touched> touched) {
        var out = new ByteArrayOutputStream(1 + 12 * touched.size());
        out.write(VARINTS);
        for (var each : touched) {
            put(out, each.conversation().number());
            put(out, each.firstRev());
            put(out, each.lastRev());
            put(out, each.previous().lane());
            put(out, each.previous().n());
            put(out, each.memberRev());
        }
        return out.toByteArray();
    }

    private static void put(ByteArrayOutputStream out, long number) {
        long rest = number;
        while (rest > 0x7f) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }

    public static List<Touched> decode(byte[] body) {
        var in = ByteBuffer.wrap(body);
        byte encoding = in.get();
        if (encoding != VARINTS) {
            throw new IllegalStateException("a batch of unknown encoding " + encoding);
        }
        var touched = new ArrayList<Touched>();
        while (in.hasRemaining()) {
            touched.add(
                    new Touched(
                            new ConversationId(take(in)),
                            take(in),
                            take(in),
                            new Position((int) take(in), take(in)),
                            take(in)));
        }
        return touched;
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
