package parley.server.config;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/// The settings of this node, each with where it came from. Immutable.
public final class Settings {
    private final Map<Setting, Value> values;

    /// @param source where it was said; the default has none
    record Value(String text, String source) {}

    Settings(Map<Setting, Value> values) {
        this.values = new EnumMap<>(values);
    }

    public String text(Setting setting) {
        var value = values.get(setting);
        return value == null ? setting.initial() : value.text();
    }

    public String sourceOf(Setting setting) {
        var value = values.get(setting);
        return value == null ? "default" : value.source();
    }

    public boolean isOn(Setting setting) {
        return text(setting).equals("on");
    }

    /// A port; empty if it is switched off.
    public OptionalInt port(Setting setting) {
        var text = text(setting);
        return text.equals("off") ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    }

    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    /// The parts of a text with commas.
    public Set<String> list(Setting setting) {
        var parts = new TreeSet<String>();
        Arrays.stream(text(setting).split(","))
                .map(String::trim)
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return parts;
    }

    /// Every setting with its value and source, as `./parley config` shows them; secrets are left
    /// out.
    public Map<String, List<String>> shown() {
        var shown = new LinkedHashMap<String, List<String>>();
        for (var setting : Setting.values()) {
            var text = text(setting);
            var safe = setting.isSecret() ? text.replaceAll("//([^:/@]*):[^@]*@", "//$1:…@") : text;
            shown.put(setting.key(), List.of(safe, sourceOf(setting)));
        }
        return shown;
    }
}
