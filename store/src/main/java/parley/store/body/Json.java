package parley.store.body;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;

/// JSON objects of our own making, written and read as a stream.
public final class Json {
    static final JsonFactory FACTORY = new JsonFactory();

    private Json() {}

    /// Writes the fields of one object.
    @FunctionalInterface
    public interface FieldWriter {
        void write(JsonGenerator json) throws IOException;
    }

    public static byte[] bytes(FieldWriter fields) {
        return bytes(new ByteArrayOutputStream(128), fields);
    }

    /// The object after what was written before.
    static byte[] bytes(ByteArrayOutputStream out, FieldWriter fields) {
        try (var json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
            json.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void texts(JsonGenerator json, String name, Collection<String> texts)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    static void numbers(JsonGenerator json, String name, Collection<? extends Number> numbers)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (var number : numbers) {
            json.writeNumber(number.longValue());
        }
        json.writeEndArray();
    }

    /// The fields of an object that begins at `from`.
    public static Fields fields(byte[] bytes, int from) {
        return Fields.read(bytes, from);
    }
}
