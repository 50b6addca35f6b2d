package parley.gateway.hub;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import parley.core.conversation.Action;
import parley.core.conversation.Role;
import parley.core.log.ChangeBody.ConversationChanged;
import parley.protocol.FrameWriter;
import parley.protocol.Part;

/// Says what changed of a conversation's settings: what stayed is left out.
final class SettingsParts {
    private SettingsParts() {}

    static Part of(ConversationChanged changed) {
        var now = changed.now();
        return out -> {
            out.put("title", now.title()).put("description", now.description());
            var joined = now.historyJoined();
            if (joined != null) {
                out.put("history", joined ? "joined" : "all");
            }
            out.put("join", now.join() == null ? null : EventFrames.word(now.join()));
            permissions(out, now.permissions());
            number(out, "expiresInS", now.expiresInS());
            number(out, "slowS", now.slowS());
            if (changed.deleted()) {
                out.put("deleted", true);
            }
        };
    }

    private static void permissions(FrameWriter out, @Nullable Map<Action, Role> permissions) {
        if (permissions != null) {
            out.object(
                    "permissions",
                    words ->
                            Action.settable()
                                    .forEach(action -> {
                                        var role = permissions.get(action);
                                        words.put(
                                                action.word().orElseThrow(),
                                                role == null ? null : EventFrames.word(role));
                                    }));
        }
    }

    private static void number(FrameWriter out, String name, @Nullable Integer value) {
        if (value != null) {
            out.put(name, value.longValue());
        }
    }
}
