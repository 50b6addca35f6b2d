package parley.client;

import java.util.List;
import parley.protocol.FrameWriter;

/// What is to be sent.
///
/// @param to a conversation, a user, or `@username`
public record Draft(String to, String text, long replyTo, List<String> mentions) {
    public Draft {
        mentions = List.copyOf(mentions);
    }

    public static Draft of(String to, String text) {
        return new Draft(to, text, 0, List.of());
    }

    void write(FrameWriter out) {
        out.put("to", to).put("text", text).putUnlessZero("replyTo", replyTo);
        if (!mentions.isEmpty()) {
            out.texts("mentions", mentions);
        }
    }
}
