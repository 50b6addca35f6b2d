package parley.store.body;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.message.MessageState;
import parley.core.message.MessageState.Edited;
import parley.core.message.MessageState.Gone;
import parley.core.message.MessageState.Reaction;
import parley.core.message.MessageState.Tally;
import parley.core.message.Opinion;

/// What became of a message, and what one person gave it, as bytes: JSON without what isn't there.
/// A message to which nothing happened has none.
public final class StateBodies {
    private static final Gone.Reason[] REASONS = Gone.Reason.values();

    private StateBodies() {}

    public static byte @Nullable [] encode(MessageState state) {
        return state.equals(MessageState.NONE) ? null : Json.bytes(json -> write(json, state));
    }

    private static void write(JsonGenerator json, MessageState state) throws IOException {
        var edited = state.edited();
        if (edited != null) {
            json.writeStringField("text", edited.text());
            json.writeStringField("format", edited.format());
            json.writeNumberField("editedAt", edited.at().toEpochMilli());
        }
        var gone = state.gone();
        if (gone != null) {
            json.writeNumberField("gone", number(gone));
            if (gone.at() != null) {
                json.writeNumberField("goneAt", gone.at().toEpochMilli());
            }
        }
        if (state.pinned()) {
            json.writeBooleanField("pinned", true);
        }
        if (!state.reactions().isEmpty()) {
            Json.texts(json, "emojis", state.reactions().stream().map(Reaction::emoji).toList());
            Json.numbers(json, "counts", state.reactions().stream().map(Reaction::count).toList());
        }
        var poll = state.poll();
        if (poll != null) {
            Json.numbers(json, "poll", poll.counts());
            if (poll.closedAt() != null) {
                json.writeNumberField("closedAt", poll.closedAt().toEpochMilli());
            }
        }
    }

    /// The number of why a message is gone, for a column of its own.
    public static int number(Gone gone) {
        return gone.reason().ordinal() + 1;
    }

    public static MessageState decode(byte @Nullable [] body) {
        if (body == null) {
            return MessageState.NONE;
        }
        var fields = Json.fields(body, 0);
        return new MessageState(
                fields.has("editedAt")
                        ? new Edited(
                                fields.text("text"),
                                fields.text("format"),
                                time(fields, "editedAt"))
                        : null,
                fields.has("gone")
                        ? new Gone(
                                REASONS[(int) fields.number("gone") - 1],
                                fields.has("goneAt") ? time(fields, "goneAt") : null)
                        : null,
                fields.flag("pinned"),
                reactions(fields),
                fields.has("poll")
                        ? new Tally(
                                Fields.small(fields.numbers("poll")),
                                fields.has("closedAt") ? time(fields, "closedAt") : null)
                        : null);
    }

    private static Instant time(Fields fields, String name) {
        return Instant.ofEpochMilli(fields.number(name));
    }

    private static List<Reaction> reactions(Fields fields) {
        var emojis = fields.texts("emojis");
        var counts = fields.numbers("counts");
        var reactions = new ArrayList<Reaction>(emojis.size());
        for (int i = 0; i < emojis.size(); i++) {
            reactions.add(new Reaction(emojis.get(i), counts.get(i).intValue()));
        }
        return reactions;
    }

    public static byte[] encode(Opinion opinion) {
        return Json.bytes(json -> {
            if (!opinion.emojis().isEmpty()) {
                Json.texts(json, "emojis", opinion.emojis());
            }
            if (!opinion.options().isEmpty()) {
                Json.numbers(json, "options", opinion.options());
            }
        });
    }

    public static Opinion opinion(byte[] body) {
        var fields = Json.fields(body, 0);
        return new Opinion(fields.texts("emojis"), Fields.small(fields.numbers("options")));
    }
}
