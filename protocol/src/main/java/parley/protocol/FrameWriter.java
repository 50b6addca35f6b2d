package parley.protocol;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Writes the fields of one frame, in the order in which they are put, in either encoding. Fields
/// that have no value are left out unless they are put as null on purpose.
public final class FrameWriter {
    private final JsonGenerator out;

    FrameWriter(JsonGenerator out) {
        this.out = out;
    }

    /// A field whose value may be missing; then the field is left out.
    public FrameWriter put(String name, @Nullable String value) {
        if (value == null) {
            return this;
        }
        try {
            out.writeStringField(name, value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A field that is there even without a value.
    public FrameWriter putOrNull(String name, @Nullable String value) {
        try {
            if (value == null) {
                out.writeNullField(name);
            } else {
                out.writeStringField(name, value);
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FrameWriter put(String name, long value) {
        try {
            out.writeNumberField(name, value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A number that is left out when it is 0.
    public FrameWriter putUnlessZero(String name, long value) {
        return value == 0 ? this : put(name, value);
    }

    public FrameWriter put(String name, boolean value) {
        try {
            out.writeBooleanField(name, value);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FrameWriter object(String name, Consumer<FrameWriter> fields) {
        try {
            out.writeFieldName(name);
            braces(fields);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A field that holds another thing that knows its fields; left out if there is none.
    public FrameWriter put(String name, @Nullable Part value) {
        return value == null ? this : object(name, value::writeFields);
    }

    public FrameWriter texts(String name, Collection<String> values) {
        try {
            out.writeArrayFieldStart(name);
            for (var value : values) {
                out.writeString(value);
            }
            out.writeEndArray();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FrameWriter numbers(String name, Collection<Integer> values) {
        try {
            out.writeArrayFieldStart(name);
            for (int value : values) {
                out.writeNumber(value);
            }
            out.writeEndArray();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public FrameWriter list(String name, Collection<? extends Part> values) {
        try {
            out.writeArrayFieldStart(name);
            for (var value : values) {
                braces(value::writeFields);
            }
            out.writeEndArray();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The whole frame.
    void braces(Consumer<FrameWriter> fields) {
        try {
            out.writeStartObject();
            fields.accept(this);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
