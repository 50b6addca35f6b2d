package parley.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The values of a script: `$name` stands for what was captured, `"*"` for anything that is there,
/// `"-"` for a field that must not be there. Fields that a pattern doesn't name are not looked at.
final class ChatPattern {
    private static final Pattern NAME = Pattern.compile("\\$[a-z][a-zA-Z0-9.]*");

    private final Map<String, JsonNode> captured = new HashMap<>();

    void put(String name, String value) {
        captured.put("$" + name, RawClient.JSON.getNodeFactory().textNode(value));
    }

    /// With what was captured filled in.
    JsonNode fill(JsonNode pattern) {
        return switch (pattern) {
            case ObjectNode object -> {
                var filled = RawClient.JSON.createObjectNode();
                object.properties().forEach(f -> filled.set(f.getKey(), fill(f.getValue())));
                yield filled;
            }
            case ArrayNode array -> {
                var filled = RawClient.JSON.createArrayNode();
                array.forEach(element -> filled.add(fill(element)));
                yield filled;
            }
            default -> {
                var text = pattern.asText();
                var whole = pattern.isTextual() ? captured.get(text) : null;
                if (whole != null) {
                    yield whole;
                }
                yield pattern.isTextual()
                        ? RawClient.JSON.getNodeFactory().textNode(fill(text))
                        : pattern;
            }
        };
    }

    String fill(String text) {
        return NAME.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(
                                captured.containsKey(found.group())
                                        ? captured.get(found.group()).asText()
                                        : found.group()));
    }

    /// Whether a frame is as described; if so, what wasn't known is captured.
    boolean matches(JsonNode pattern, JsonNode frame) {
        var found = new HashMap<String, JsonNode>();
        if (!matches(pattern, frame, found)) {
            return false;
        }
        captured.putAll(found);
        return true;
    }

    private boolean matches(JsonNode pattern, JsonNode value, Map<String, JsonNode> found) {
        var text = pattern.isTextual() ? pattern.asText() : "";
        if (text.equals("*")) {
            return !value.isMissingNode() && !value.isNull();
        }
        if (text.equals("-")) {
            return value.isMissingNode();
        }
        if (NAME.matcher(text).matches() && !captured.containsKey(text)) {
            found.put(text, value);
            return !value.isMissingNode();
        }
        if (pattern instanceof ObjectNode object) {
            return value.isObject()
                    && object.properties().stream()
                            .allMatch(f -> matches(f.getValue(), value.path(f.getKey()), found));
        }
        if (pattern instanceof ArrayNode array) {
            if (!value.isArray() || value.size() != array.size()) {
                return false;
            }
            for (int i = 0; i < array.size(); i++) {
                if (!matches(array.get(i), value.get(i), found)) {
                    return false;
                }
            }
            return true;
        }
        // numbers are the same whatever their width
        return fill(pattern).asText().equals(value.asText()) && !value.isMissingNode();
    }
}
