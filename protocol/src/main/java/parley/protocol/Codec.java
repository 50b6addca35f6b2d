package parley.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One of the two encodings of frames: the same frames, the same fields. Thread-safe.
public enum Codec {
    /// UTF-8, one frame a line.
    JSON(
            new JsonFactoryBuilder()
                    .rootValueSeparator((String) null)
                    .streamReadConstraints(constraints())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES)
                    .disable(StreamWriteFeature.AUTO_CLOSE_CONTENT)
                    .build()),
    /// RFC 8949; several frames in a message as a sequence (RFC 8742).
    CBOR(CBORFactory.builder().streamReadConstraints(constraints()).build());

    private final JsonFactory factory;

    Codec(JsonFactory factory) {
        this.factory = factory;
    }

    private static StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(Limits.DEPTH)
                .maxNumberLength(100)
                .maxNameLength(256)
                .maxStringLength(2 * 1024 * 1024)
                .build();
    }

    /// Reads exactly one object.
    ///
    /// @throws FrameError if there is none, or more than one
    public Fields read(byte[] bytes, int from, int length) {
        if (this == JSON && !Utf8.isValid(bytes, from, length)) {
            throw FrameError.badFrame("A frame is UTF-8.");
        }
        if (this == CBOR && CborItem.endOf(bytes, from, from + length) != from + length) {
            throw FrameError.badFrame("Something stands after the frame.");
        }
        try (var parser = factory.createParser(bytes, from, length)) {
            var fields = Fields.read(parser);
            if (parser.nextToken() != null) {
                throw FrameError.badFrame("Something stands after the frame.");
            }
            return fields;
        } catch (JsonProcessingException e) {
            throw FrameError.badFrame("This isn't " + this + ": " + place(e) + ".");
        } catch (IOException e) {
            throw FrameError.badFrame("This isn't " + this + ".");
        }
    }

    /// Where the frame ends that begins here; in JSON only a line says so, so it takes all.
    ///
    /// @throws FrameError if it isn't whole; then nothing says where the next one begins
    public int endOf(byte[] bytes, int from) {
        return this == CBOR ? CborItem.endOf(bytes, from, bytes.length) : bytes.length;
    }

    public Fields read(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    /// Reads the objects of a message one after another; what comes before a bad one is given too.
    ///
    /// @param max objects that are taken
    public List<Object> readSequence(byte[] bytes, int max) {
        var read = new ArrayList<>();
        try {
            for (int from = 0; from < bytes.length && read.size() < max; ) {
                int end = endOf(bytes, from);
                read.add(read(bytes, from, end - from));
                from = end;
            }
        } catch (FrameError e) {
            read.add(e);
        }
        return read;
    }

    // The parser's own words may repeat what was sent, so only the place is told.
    private static String place(JsonProcessingException e) {
        var location = e.getLocation();
        return location == null
                ? "it can't be read"
                : "an error near byte " + location.getByteOffset();
    }

    /// Writes one frame, without anything around it.
    public byte[] write(Frame frame) {
        try {
            return this == CBOR || Thread.currentThread().isVirtual()
                    ? writeOnce(frame)
                    : writeAgain(frame);
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't fail to be written", e);
        }
    }

    private byte[] writeOnce(Frame frame) throws IOException {
        var written = new Written();
        try (JsonGenerator generator = factory.createGenerator(written)) {
            frame.write(new FrameWriter(generator));
        }
        return written.take();
    }

    // Event loops and the fan-out thread write nearly all frames, so each keeps its generator.
    private byte[] writeAgain(Frame frame) throws IOException {
        var pen = PENS.get();
        if (pen == null || pen.isBroken) {
            pen = new Pen(factory);
            PENS.set(pen);
        }
        return pen.write(frame);
    }

    private static final ThreadLocal<@Nullable Pen> PENS = new ThreadLocal<>();

    /// A generator for one JSON frame after another, on one thread. One that broke off in the
    /// middle of a frame is of no more use.
    private static final class Pen {
        private final Written written = new Written();
        private final JsonGenerator generator;
        private final FrameWriter writer;
        private boolean isBroken;

        Pen(JsonFactory factory) throws IOException {
            generator = factory.createGenerator(written);
            writer = new FrameWriter(generator);
        }

        byte[] write(Frame frame) throws IOException {
            isBroken = true;
            frame.write(writer);
            generator.flush();
            isBroken = false;
            return written.take();
        }
    }

    /// Takes what a generator wrote. The generator gathers up to 8,000 bytes in a buffer that it
    /// keeps for the next frame, so nearly every frame comes whole and is copied once.
    private static final class Written extends OutputStream {
        private static final byte[] NOTHING = {};
        private byte[] bytes = NOTHING;

        /// What was written since the last time.
        byte[] take() {
            var taken = bytes;
            bytes = NOTHING;
            return taken;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            int before = bytes.length;
            bytes = Arrays.copyOf(bytes, before + length);
            System.arraycopy(from, offset, bytes, before, length);
        }
    }

    JsonParser parser(byte[] bytes) throws IOException {
        return factory.createParser(bytes);
    }
}
