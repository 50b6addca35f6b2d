package parley.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.protocol.Fields;

/// How a conversation stands.
///
/// @param peer the other one, in direct conversations
/// @param marks how far this user got
/// @param receipts how far the others got
public record Conversation(
        String id,
        String kind,
        @Nullable String title,
        @Nullable Person peer,
        Place last,
        Marks marks,
        List<ParleyEvent.Receipt> receipts) {
    /// Where its log ends.
    public record Place(long seq, long rev) {}

    /// How far this user received and read, and what is left.
    public record Marks(long received, long read, long unread) {}

    static Conversation of(Fields f) {
        var id = f.required("id");
        return new Conversation(
                id,
                f.required("kind"),
                f.text("title"),
                f.object("peer").map(Person::of).orElse(null),
                new Place(f.count("lastSeq", 0), f.count("lastRev", 0)),
                new Marks(f.count("received", 0), f.count("read", 0), f.count("unread", 0)),
                f.objects("receipts").stream().map(r -> ParleyEvent.Receipt.of(id, r)).toList());
    }

    /// What to call it.
    public String name() {
        if (title != null) {
            return title;
        }
        return peer == null ? kind : peer.name();
    }
}
