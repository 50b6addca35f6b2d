package parley.core.sync;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.TreeMap;
import parley.core.log.Positions;

/// Cursors as text: version, epoch and positions in base64url, 10 to 60 characters, opaque to
/// clients. A text that isn't one of ours, or is of another epoch, is no cursor. Thread-safe.
public final class Cursors {
    private static final byte VERSION = 1;
    private static final int EPOCH_BYTES = 4;
    private static final int LANES_MAX = 64;

    private final byte[] epoch;

    /// @param epoch the database's random epoch, of which 4 bytes tell one from another
    public Cursors(byte[] epoch) {
        this.epoch = Arrays.copyOf(epoch, EPOCH_BYTES);
    }

    public String text(Positions positions) {
        var out = new ByteArrayOutputStream();
        out.write(VERSION);
        out.writeBytes(epoch);
        positions
                .last()
                .forEach((lane, n) -> {
                    writeNumber(out, lane);
                    writeNumber(out, n);
                });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(out.toByteArray());
    }

    public Optional<Positions> read(String text) {
        try {
            var in = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            if (in.get() != VERSION) {
                return Optional.empty();
            }
            var theirs = new byte[EPOCH_BYTES];
            in.get(theirs);
            if (!Arrays.equals(epoch, theirs)) {
                return Optional.empty();
            }
            var last = new TreeMap<Integer, Long>();
            while (in.hasRemaining() && last.size() < LANES_MAX) {
                last.put((int) readNumber(in), readNumber(in));
            }
            return Optional.of(new Positions(last));
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    // seven bits a byte, the low ones first
    private static void writeNumber(ByteArrayOutputStream out, long number) {
        long left = number;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static long readNumber(ByteBuffer in) {
        long number = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            byte next = in.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number of more than 63 bits");
    }
}
