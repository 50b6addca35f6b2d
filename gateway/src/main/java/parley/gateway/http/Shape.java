package parley.gateway.http;

import java.util.List;

/// One field of a body, an answer or a query as the route table writes it: `name?: type`, the `?`
/// where it may be missing, `string` where no type is said.
///
/// A type is `string`, `integer`, `boolean`, `time`, `object`, the name of a schema (upper case), a
/// choice of words (`all|joined`), one word (`=hello`), any of them with `[]` for a list, or with
/// `|null`.
///
/// @param optional whether it may be left out
public record Shape(String name, String type, boolean optional) {
    private static final String OR_NULL = "|null";
    private static final String LIST = "[]";

    /// Reads `name?: type`.
    public static Shape of(String text) {
        int colon = text.indexOf(':');
        var name = (colon < 0 ? text : text.substring(0, colon)).trim();
        var type = colon < 0 ? "string" : text.substring(colon + 1).trim();
        boolean optional = name.endsWith("?");
        return new Shape(optional ? name.substring(0, name.length() - 1) : name, type, optional);
    }

    public static List<Shape> all(String... texts) {
        return List.of(texts).stream().map(Shape::of).toList();
    }

    public boolean isNullable() {
        return type.endsWith(OR_NULL);
    }

    public boolean isList() {
        return bare().endsWith(LIST);
    }

    private String bare() {
        return isNullable() ? type.substring(0, type.length() - OR_NULL.length()) : type;
    }

    /// The type itself, or that of the list's elements.
    public String element() {
        var bare = bare();
        return isList() ? bare.substring(0, bare.length() - LIST.length()) : bare;
    }

    /// Whether it names a schema.
    public boolean isNamed() {
        return Character.isUpperCase(element().charAt(0));
    }

    /// The words that it may be; empty where it isn't a choice.
    public List<String> words() {
        var element = element();
        if (element.startsWith("=")) {
            return List.of(element.substring(1));
        }
        return element.contains("|") ? List.of(element.split("\\|")) : List.of();
    }
}
