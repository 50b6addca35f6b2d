package parley.protocol;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// The web client's `wire.ts` says what these frames hold; its own types are held to that by its
/// compiler. Run with `-Dwire.write=true` to write it anew.
class WebTypesTest {
    private static final Path FILE = Path.of("../web/src/protocol/wire.ts");
    private static final String HEAD =
            """
            /*
             * The fields of each frame as the server writes and reads them. Made by WebTypesTest of the module
             * `protocol` from its frames, and remade with -Dwire.write=true: not to be edited.
             */

            """;

    @Test
    void the_web_client_knows_the_fields_of_every_frame() throws IOException {
        var written =
                HEAD
                        + table("WireEvents", byType(Samples.events()))
                        + "\n"
                        + table("WireReplies", byType(Samples.replies()))
                        + "\n"
                        + table("WireCommands", commands());
        if (Boolean.getBoolean("wire.write")) {
            Files.writeString(FILE, written);
        }
        assertThat(Files.readString(FILE))
                .as("wire.ts is stale: run WebTypesTest with -Dwire.write=true")
                .isEqualTo(written);
    }

    private static Map<String, List<Object>> byType(List<? extends Frame> frames)
            throws IOException {
        var types = new TreeMap<String, List<Object>>();
        for (var frame : frames) {
            add(types, tree(new String(Codec.JSON.write(frame), StandardCharsets.UTF_8)));
        }
        return types;
    }

    private static Map<String, List<Object>> commands() throws IOException {
        var types = new TreeMap<String, List<Object>>();
        for (var command : Samples.commands().values()) {
            add(types, tree(command));
        }
        return types;
    }

    private static void add(Map<String, List<Object>> types, Object frame) {
        var type = String.valueOf(((Map<?, ?>) frame).get("type"));
        types.computeIfAbsent(type, none -> new ArrayList<>()).add(frame);
    }

    private static String table(String name, Map<String, List<Object>> types) {
        return types.entrySet().stream()
                .map(type -> "  " + type.getKey() + ": " + typeOf(type.getValue()) + ";\n")
                .collect(joining("", "export interface " + name + " {\n", "}\n"));
    }

    /// The TypeScript type of a value of which these are examples.
    private static String typeOf(List<?> examples) {
        if (examples.stream().allMatch(Map.class::isInstance)) {
            return record(examples.stream().<Map<?, ?>>map(Map.class::cast).toList());
        }
        if (examples.stream().allMatch(List.class::isInstance)) {
            var items = examples.stream().flatMap(list -> ((List<?>) list).stream()).toList();
            return (items.isEmpty() ? "unknown" : typeOf(items)) + "[]";
        }
        return examples.stream()
                .map(WebTypesTest::plain)
                .distinct()
                .sorted()
                .collect(joining(" | "));
    }

    private static String record(List<Map<?, ?>> examples) {
        Set<Object> names = new LinkedHashSet<>();
        examples.forEach(example -> names.addAll(example.keySet()));
        return names.stream()
                .map(name -> {
                    var values =
                            examples.stream()
                                    .filter(e -> e.containsKey(name))
                                    .map(e -> e.get(name));
                    boolean always = examples.stream().allMatch(e -> e.containsKey(name));
                    return name + (always ? ": " : "?: ") + typeOf(values.toList());
                })
                .collect(joining("; ", "{ ", " }"));
    }

    private static String plain(Object value) {
        return switch (value) {
            case String text -> "string";
            case Boolean truth -> "boolean";
            case Number number -> "number";
            default -> "null";
        };
    }

    private static Object tree(String json) throws IOException {
        try (var parser = new JsonFactory().createParser(json)) {
            parser.nextToken();
            return tree(parser);
        }
    }

    private static Object tree(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                var fields = new LinkedHashMap<String, Object>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var name = parser.currentName();
                    parser.nextToken();
                    fields.put(name, tree(parser));
                }
                yield fields;
            }
            case START_ARRAY -> {
                var items = new ArrayList<Object>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    items.add(tree(parser));
                }
                yield items;
            }
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_NULL -> new Object();
            default -> parser.getText();
        };
    }
}
