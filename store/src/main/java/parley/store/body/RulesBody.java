package parley.store.body;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import parley.core.conversation.Action;
import parley.core.conversation.Joining;
import parley.core.conversation.Role;
import parley.core.conversation.Rules;

/// How things go in a conversation as fields of an object that says more; what is as usual is left
/// out.
public final class RulesBody {
    private RulesBody() {}

    public static void write(JsonGenerator json, Rules rules) throws IOException {
        json.writeStringField("join", rules.join().name());
        permissions(json, rules.permissions());
        json.writeNumberField("expiresInS", rules.expiresInS());
        json.writeNumberField("slowS", rules.slowS());
        json.writeNumberField("veiledTo", rules.veiledTo());
        if (rules.deleted()) {
            json.writeBooleanField("deleted", true);
        }
    }

    /// Two lists beside each other, since objects here are flat.
    static void permissions(JsonGenerator json, Map<Action, Role> permissions) throws IOException {
        var actions = List.copyOf(permissions.keySet());
        Json.texts(json, "actions", actions.stream().map(Enum::name).toList());
        Json.texts(json, "roles", actions.stream().map(permissions::get).map(Enum::name).toList());
    }

    static Map<Action, Role> permissions(Fields fields) {
        var actions = fields.texts("actions");
        var roles = fields.texts("roles");
        var permissions = new EnumMap<Action, Role>(Action.class);
        for (int i = 0; i < actions.size(); i++) {
            permissions.put(Action.valueOf(actions.get(i)), Role.valueOf(roles.get(i)));
        }
        return permissions;
    }

    public static Rules read(Fields fields) {
        if (!fields.has("join")) {
            return Rules.NONE;
        }
        return new Rules(
                Joining.valueOf(fields.text("join")),
                permissions(fields),
                (int) fields.number("expiresInS"),
                (int) fields.number("slowS"),
                fields.number("veiledTo"),
                fields.flag("deleted"));
    }
}
