package parley.store.body;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The fields of a flat object: texts, numbers, flags, and lists of numbers or texts. What is
/// missing is empty, 0 or false, and what isn't known is passed over, so that fields can come
/// later.
public final class Fields {
    private final Map<String, Object> values = new HashMap<>();

    private Fields() {}

    static Fields read(byte[] bytes, int from) {
        var fields = new Fields();
        try (var json = Json.FACTORY.createParser(bytes, from, bytes.length - from)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                fields.put(name, json);
            }
            return fields;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void put(String name, JsonParser json) throws IOException {
        switch (json.currentToken()) {
            case VALUE_STRING -> values.put(name, json.getText());
            case VALUE_NUMBER_INT -> values.put(name, json.getLongValue());
            case VALUE_TRUE -> values.put(name, true);
            case START_ARRAY -> {
                var items = new ArrayList<Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    switch (json.currentToken()) {
                        case VALUE_NUMBER_INT -> items.add(json.getLongValue());
                        case VALUE_STRING -> items.add(json.getText());
                        default -> json.skipChildren();
                    }
                }
                values.put(name, items);
            }
            default -> json.skipChildren();
        }
    }

    public @Nullable String textOrNull(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    public String text(String name) {
        return Objects.requireNonNullElse(textOrNull(name), "");
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public long number(String name) {
        return values.get(name) instanceof Long number ? number : 0;
    }

    public boolean flag(String name) {
        return values.get(name) instanceof Boolean;
    }

    public List<Long> numbers(String name) {
        return list(name, Long.class);
    }

    public List<String> texts(String name) {
        return list(name, String.class);
    }

    private <T> List<T> list(String name, Class<T> kind) {
        return values.get(name) instanceof List<?> list
                ? list.stream().filter(kind::isInstance).map(kind::cast).toList()
                : List.of();
    }

    /// Numbers that are known to be small.
    static List<Integer> small(List<Long> numbers) {
        return numbers.stream().map(Math::toIntExact).toList();
    }
}
