package parley.client;

import parley.protocol.Fields;

/// Someone, as others see them.
public record Person(String id, String username, String name) {
    /// As it stands in a frame.
    public static Person of(Fields fields) {
        var username = fields.text("username");
        var name = fields.text("name");
        return new Person(
                fields.required("id"),
                username == null ? "" : username,
                name == null || name.isEmpty() ? String.valueOf(username) : name);
    }
}
