package parley.gateway.rest;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import parley.core.Refusal;
import parley.core.RefusalCode;
import parley.core.conversation.Action;
import parley.core.conversation.Joining;
import parley.core.conversation.Role;
import parley.core.conversation.SettingsPatch;
import parley.protocol.Fields;

/// Reads the settings of a conversation from a body, of which any may be missing.
final class PatchReader {
    /// The fields that it reads, as the route table writes them.
    private static final String[] SHAPE = {
        "title?",
        "description?",
        "avatar?: string|null",
        "history?: all|joined",
        "join?: invite|request|open",
        "permissions?: Permissions",
        "expiresInS?: integer",
        "slowS?: integer"
    };

    private PatchReader() {}

    /// These fields, and those that it reads.
    static String[] and(String... others) {
        return Stream.concat(Stream.of(others), Stream.of(SHAPE)).toArray(String[]::new);
    }

    static SettingsPatch patch(Fields body) {
        if (body.text("avatar") != null) { // nobody can upload one, so there is none by that id
            throw Refusal.ofField(RefusalCode.NOT_FOUND, "avatar", "There is no such picture.");
        }
        return new SettingsPatch(
                body.text("title"),
                body.text("description"),
                historyJoined(body),
                UserRoutes.word(body, "join", Joining.class),
                permissions(body),
                seconds(body, "expiresInS"),
                seconds(body, "slowS"));
    }

    private static @Nullable Boolean historyJoined(Fields body) {
        var history = body.text("history");
        if (history == null) {
            return null;
        }
        if (!List.of("all", "joined").contains(history)) {
            throw Refusal.badRequest("history", "'history' is all or joined.");
        }
        return history.equals("joined");
    }

    private static @Nullable Map<Action, Role> permissions(Fields body) {
        var given = body.object("permissions");
        if (given.isEmpty()) {
            return null;
        }
        var permissions = new EnumMap<Action, Role>(Action.class);
        for (var action : Action.settable()) {
            var role = UserRoutes.word(given.get(), action.word().orElseThrow(), Role.class);
            if (role != null) {
                permissions.put(action, role);
            }
        }
        return permissions;
    }

    private static @Nullable Integer seconds(Fields body, String name) {
        var number = body.number(name);
        return number.isEmpty()
                ? null
                : Integer.valueOf((int) Math.clamp(number.getAsLong(), -1, Integer.MAX_VALUE));
    }
}
