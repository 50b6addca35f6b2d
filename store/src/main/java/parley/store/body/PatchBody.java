package parley.store.body;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Joining;
import parley.core.conversation.SettingsPatch;

/// What changed of a conversation's settings, as fields of a change's body; what stayed is left
/// out.
final class PatchBody {
    private PatchBody() {}

    static void write(JsonGenerator json, SettingsPatch patch) throws IOException {
        if (patch.title() != null) {
            json.writeStringField("title", patch.title());
        }
        if (patch.description() != null) {
            json.writeStringField("description", patch.description());
        }
        if (patch.historyJoined() != null) {
            json.writeNumberField("historyJoined", patch.historyJoined() ? 1 : 0);
        }
        if (patch.join() != null) {
            json.writeStringField("join", patch.join().name());
        }
        if (patch.permissions() != null) {
            RulesBody.permissions(json, patch.permissions());
        }
        if (patch.expiresInS() != null) {
            json.writeNumberField("expiresInS", patch.expiresInS());
        }
        if (patch.slowS() != null) {
            json.writeNumberField("slowS", patch.slowS());
        }
    }

    static SettingsPatch read(Fields fields) {
        return new SettingsPatch(
                fields.textOrNull("title"),
                fields.textOrNull("description"),
                fields.has("historyJoined") ? fields.number("historyJoined") == 1 : null,
                fields.has("join") ? Joining.valueOf(fields.text("join")) : null,
                fields.has("actions") ? RulesBody.permissions(fields) : null,
                small(fields, "expiresInS"),
                small(fields, "slowS"));
    }

    private static @Nullable Integer small(Fields fields, String name) {
        return fields.has(name) ? Math.toIntExact(fields.number(name)) : null;
    }
}
