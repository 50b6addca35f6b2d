package parley.store.body;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Membership.Preferences;
import parley.core.conversation.Role;
import parley.core.id.ConversationId;
import parley.core.id.DeviceId;
import parley.core.id.UserId;
import parley.core.log.ChangeBody;
import parley.core.log.ChangeBody.BlockChanged;
import parley.core.log.ChangeBody.ContactChanged;
import parley.core.log.ChangeBody.ContactChanged.ContactState;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.core.log.ChangeBody.DeviceChanged;
import parley.core.log.ChangeBody.MemberChanged;
import parley.core.log.ChangeBody.PreferencesChanged;
import parley.core.log.ChangeBody.ProfileChanged;

/// What a change says as a kind, a number that lies in a column of its own, and JSON.
public final class ChangeBodies {
    private ChangeBodies() {}

    /// The kind's number; once given, never another's.
    public static int kind(ChangeBody body) {
        return switch (body) {
            case MemberChanged b -> 1;
            case ConversationChanged b -> 2;
            case ContactChanged b -> 3;
            case BlockChanged b -> 4;
            case PreferencesChanged b -> 5;
            case ProfileChanged b -> 6;
            case DeviceChanged b -> 7;
        };
    }

    public static byte[] encode(ChangeBody body) {
        return Json.bytes(json -> write(json, body));
    }

    private static void write(JsonGenerator json, ChangeBody body) throws IOException {
        switch (body) {
            case MemberChanged(var user, var how, var role) -> {
                json.writeNumberField("user", user.bits());
                json.writeStringField("how", how.name());
                json.writeStringField("role", role.name());
            }
            case ConversationChanged changed -> write(json, changed);
            case ContactChanged(var user, var state) -> {
                json.writeNumberField("user", user.bits());
                json.writeStringField("state", state.name());
            }
            case BlockChanged(var user, var on) -> {
                json.writeNumberField("user", user.bits());
                json.writeBooleanField("on", on);
            }
            case PreferencesChanged(var of, var preferences) -> {
                json.writeNumberField("of", of.number());
                json.writeBooleanField("muted", preferences.muted());
                json.writeBooleanField("pinned", preferences.pinned());
                json.writeBooleanField("archived", preferences.archived());
                json.writeBooleanField("hidden", preferences.hidden());
            }
            case ProfileChanged(var username, var name) -> {
                json.writeStringField("username", username);
                json.writeStringField("name", name);
            }
            case DeviceChanged(var device, var on) -> {
                json.writeNumberField("device", device.bits());
                json.writeBooleanField("on", on);
            }
        }
    }

    private static void write(JsonGenerator json, ConversationChanged changed) throws IOException {
        if (changed.title() != null) {
            json.writeStringField("title", changed.title());
        }
        if (changed.description() != null) {
            json.writeStringField("description", changed.description());
        }
        if (changed.historyJoined() != null) {
            json.writeNumberField("historyJoined", changed.historyJoined() ? 1 : 0);
        }
        if (changed.deleted()) {
            json.writeBooleanField("deleted", true);
        }
    }

    public static ChangeBody decode(int kind, byte[] body) {
        var fields = Json.fields(body, 0);
        return switch (kind) {
            case 1 ->
                    new MemberChanged(
                            user(fields),
                            MemberChanged.How.valueOf(fields.text("how")),
                            Role.valueOf(fields.text("role")));
            case 2 ->
                    new ConversationChanged(
                            fields.textOrNull("title"),
                            fields.textOrNull("description"),
                            historyJoined(fields),
                            fields.flag("deleted"));
            case 3 -> new ContactChanged(user(fields), ContactState.valueOf(fields.text("state")));
            case 4 -> new BlockChanged(user(fields), fields.flag("on"));
            case 5 ->
                    new PreferencesChanged(
                            new ConversationId(fields.number("of")), preferences(fields));
            case 6 -> new ProfileChanged(fields.text("username"), fields.text("name"));
            case 7 -> new DeviceChanged(new DeviceId(fields.number("device")), fields.flag("on"));
            default -> throw new IllegalStateException("a change of unknown kind " + kind);
        };
    }

    private static UserId user(Fields fields) {
        return new UserId(fields.number("user"));
    }

    private static @Nullable Boolean historyJoined(Fields fields) {
        return fields.has("historyJoined")
                ? Boolean.valueOf(fields.number("historyJoined") == 1)
                : null;
    }

    private static Preferences preferences(Fields fields) {
        return new Preferences(
                fields.flag("muted"),
                fields.flag("pinned"),
                fields.flag("archived"),
                fields.flag("hidden"));
    }
}
