package parley.gateway.command;

import java.util.ArrayList;
import java.util.List;
import parley.core.Refusal;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;

/// Reads ids that came over the wire. A text that is no id names nothing, so it is answered like
/// one that names nothing.
public final class IdReader {
    private final PublicIds ids;

    public IdReader(PublicIds ids) {
        this.ids = ids;
    }

    public ConversationId conversation(String text) {
        return ids.conversation(text).orElseThrow(Refusal::notFound);
    }

    public UserId user(String text) {
        return ids.user(text).orElseThrow(Refusal::notFound);
    }

    /// Those of these that are ids of users.
    public List<UserId> users(List<String> texts, int max, String field) {
        if (texts.size() > max) {
            throw Refusal.badRequest(field, "'" + field + "' has at most " + max + " entries.");
        }
        var users = new ArrayList<UserId>(texts.size());
        for (var text : texts) {
            users.add(
                    ids.user(text)
                            .orElseThrow(() ->
                                    Refusal.badRequest(field, "'" + field + "' holds user ids.")));
        }
        return users;
    }
}
