package parley.protocol;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// One object as it came over the wire: its fields by name, each text, a number, a truth value, a
/// list, another object, or null. Asking for a field of another kind is an error that names the
/// field. Immutable once read.
public final class Fields {
    /// Elements of a list, and fields of an object, that are taken.
    private static final int MAX_ELEMENTS = 5_000;

    /// What stands for a JSON null, so that it can be told from a field that isn't there.
    private static final Object NULL = new Object();

    private String[] names = new String[8];
    private @Nullable Object[] values = new Object[8];
    private int size;
    private @Nullable FrameError flaw;

    private Fields() {}

    /// Reads the object that this parser stands before.
    ///
    /// @throws FrameError if there is none, or it isn't one that the protocol allows
    static Fields read(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw FrameError.badFrame("A frame is a JSON object.");
        }
        var flaws = new Flaws();
        var fields = object(parser, flaws);
        fields.flaw = flaws.first;
        return fields;
    }

    /// Text that is no text. It is remembered rather than thrown, so that the frame's id is still
    /// read and can be echoed.
    private static final class Flaws {
        private @Nullable FrameError first;

        private void found(FrameError flaw) {
            if (first == null) {
                first = flaw;
            }
        }
    }

    private static Fields object(JsonParser parser, Flaws flaws) throws IOException {
        var fields = new Fields();
        while (true) {
            var token = parser.nextToken();
            if (token == JsonToken.END_OBJECT) {
                return fields;
            }
            if (token != JsonToken.FIELD_NAME) {
                throw FrameError.badFrame("A frame's names are text, and each has a value.");
            }
            String name = parser.currentName();
            if (!isWellFormed(name)) {
                flaws.found(FrameError.badName());
            }
            fields.add(name, value(parser, parser.nextToken(), name, flaws));
        }
    }

    private void add(String name, Object value) {
        if (indexOf(name) >= 0) {
            throw FrameError.badFrame("A name stands twice in an object.");
        }
        if (size == MAX_ELEMENTS) {
            throw FrameError.badFrame("An object has too many fields.");
        }
        if (size == names.length) {
            names = Arrays.copyOf(names, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        names[size] = name;
        values[size++] = value;
    }

    private static Object value(
            JsonParser parser, @Nullable JsonToken token, String name, Flaws flaws)
            throws IOException {
        if (token == null) {
            throw FrameError.badFrame("The frame ends too early.");
        }
        return switch (token) {
            case VALUE_STRING -> checked(parser.getText(), name, flaws);
            case VALUE_NUMBER_INT -> wholeNumber(parser);
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NULL -> NULL;
            case START_OBJECT -> object(parser, flaws);
            case START_ARRAY -> list(parser, name, flaws);
            default ->
                    throw FrameError.badFrame(
                            "A frame holds texts, numbers, truth values, lists and objects.");
        };
    }

    private static Object wholeNumber(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> new BigDecimal(parser.getBigIntegerValue()).doubleValue();
        };
    }

    private static List<Object> list(JsonParser parser, String name, Flaws flaws)
            throws IOException {
        var list = new ArrayList<>();
        for (var token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            if (list.size() == MAX_ELEMENTS) {
                throw FrameError.badFrame("A list is too long.");
            }
            list.add(value(parser, token, name, flaws));
        }
        return list;
    }

    // U+0000 can't be stored everywhere, and half a surrogate pair is no character (PROTOCOL.md
    // section 2).
    private static String checked(String text, String name, Flaws flaws) {
        if (!isWellFormed(text)) {
            flaws.found(
                    FrameError.badField(name, "Text can't hold U+0000 or half a surrogate pair."));
        }
        return text;
    }

    private static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return false;
            }
            if (Character.isSurrogate(c)) {
                boolean paired =
                        Character.isHighSurrogate(c)
                                && i + 1 < text.length()
                                && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /// Refuses an object in which some text is no text.
    ///
    /// @throws FrameError `bad_request` with the field to blame
    public void requireWellFormed() {
        if (flaw != null) {
            throw flaw;
        }
    }

    private int indexOf(String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    private @Nullable Object find(String name) {
        int index = indexOf(name);
        var value = index < 0 ? null : values[index];
        return value == NULL ? null : value;
    }

    /// Whether the field is there, be it null.
    public boolean has(String name) {
        return indexOf(name) >= 0;
    }

    public List<String> names() {
        return List.of(Arrays.copyOf(names, size));
    }

    public @Nullable String text(String name) {
        var value = find(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw FrameError.badField(name, "'" + name + "' is a text.");
    }

    /// @param max UTF-16 units that the text may have
    public @Nullable String text(String name, int max) {
        var text = text(name);
        if (text != null && text.length() > max) {
            throw FrameError.badField(name, "'" + name + "' has at most " + max + " characters.");
        }
        return text;
    }

    public String required(String name) {
        var text = text(name);
        if (text == null) {
            throw FrameError.badField(name, "'" + name + "' is missing.");
        }
        return text;
    }

    public OptionalLong number(String name) {
        var value = find(name);
        if (value == null) {
            return OptionalLong.empty();
        }
        if (value instanceof Long number) {
            return OptionalLong.of(number);
        }
        throw FrameError.badField(name, "'" + name + "' is a whole number.");
    }

    /// A whole number of at least 0, or `otherwise` if there is none.
    public long count(String name, long otherwise) {
        long number = number(name).orElse(otherwise);
        if (number < 0 && number != otherwise) {
            throw FrameError.badField(name, "'" + name + "' isn't negative.");
        }
        return number;
    }

    public long requiredCount(String name) {
        if (find(name) == null) {
            throw FrameError.badField(name, "'" + name + "' is missing.");
        }
        return count(name, 0);
    }

    public @Nullable Boolean truth(String name) {
        var value = find(name);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw FrameError.badField(name, "'" + name + "' is true or false.");
    }

    public boolean truth(String name, boolean otherwise) {
        var truth = truth(name);
        return truth == null ? otherwise : truth;
    }

    public Optional<Fields> object(String name) {
        var value = find(name);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof Fields fields) {
            return Optional.of(fields);
        }
        throw FrameError.badField(name, "'" + name + "' is an object.");
    }

    /// The texts of a list; empty if there is none.
    public List<String> texts(String name) {
        return listOf(name, String.class, "a list of texts");
    }

    /// The whole numbers of a list; empty if there is none.
    public List<Long> numbers(String name) {
        return listOf(name, Long.class, "a list of whole numbers");
    }

    /// The objects of a list; empty if there is none.
    public List<Fields> objects(String name) {
        return listOf(name, Fields.class, "a list of objects");
    }

    private <T> List<T> listOf(String name, Class<T> kind, String what) {
        var value = find(name);
        if (value == null) {
            return List.of();
        }
        if (value instanceof List<?> list && list.stream().allMatch(kind::isInstance)) {
            return list.stream().map(kind::cast).toList();
        }
        throw FrameError.badField(name, "'" + name + "' is " + what + ".");
    }

    /// Whether it has an id, be it one that can't be echoed.
    public boolean hasId() {
        return find("id") != null;
    }

    /// The command's id, if it has one that can be echoed; for answering what is otherwise
    /// unusable.
    public @Nullable String echoableId() {
        return find("id") instanceof String id && !id.isEmpty() && id.length() <= Limits.COMMAND_ID
                ? id
                : null;
    }
}
