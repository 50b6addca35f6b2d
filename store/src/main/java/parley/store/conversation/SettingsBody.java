package parley.store.conversation;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Head.Settings;
import parley.core.conversation.Rules;
import parley.store.body.Json;
import parley.store.body.RulesBody;

/// A conversation's settings as bytes: JSON, or nothing where there are none.
public final class SettingsBody {
    private SettingsBody() {}

    public static byte @Nullable [] encode(Settings settings) {
        return settings.equals(Settings.NONE) ? null : Json.bytes(json -> write(json, settings));
    }

    private static void write(JsonGenerator json, Settings settings) throws IOException {
        json.writeStringField("title", settings.title());
        json.writeStringField("description", settings.description());
        json.writeBooleanField("historyJoined", settings.historyJoined());
        if (!settings.rules().equals(Rules.NONE)) {
            RulesBody.write(json, settings.rules());
        }
    }

    public static Settings decode(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Settings.NONE;
        }
        var fields = Json.fields(bytes, 0);
        return new Settings(
                fields.text("title"),
                fields.text("description"),
                fields.flag("historyJoined"),
                RulesBody.read(fields));
    }
}
