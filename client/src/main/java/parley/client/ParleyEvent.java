package parley.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.protocol.Fields;
import parley.protocol.Times;

/// What a client is told.
public sealed interface ParleyEvent {

    /// A change of a conversation's log. A listener gets those of one conversation in rev order,
    /// each once.
    sealed interface Durable extends ParleyEvent {
        String conversation();

        long rev();
    }

    /// A message, this user's own included.
    ///
    /// @param text null if its content is gone or of a kind without text
    /// @param key of this user's own messages
    /// @param fields all that came; null for one that this very client sent
    record Message(
            String conversation,
            long rev,
            long seq,
            String from,
            Instant at,
            @Nullable String text,
            @Nullable String key,
            @Nullable Fields fields)
            implements Durable {}

    /// Any other change: an edit, a member who joined.
    record Change(String type, String conversation, long rev, Fields fields) implements Durable {}

    /// A rev with nothing in it for this user.
    record Void(String conversation, long rev) implements Durable {}

    /// A conversation was brought up to date, or came to be. The changes that were missed are told
    /// one by one besides.
    ///
    /// @param shown of a conversation that wasn't held before: its latest messages, folded
    /// @param people whom it names
    record Synced(Conversation conversation, List<Message> shown, List<Person> people)
            implements ParleyEvent {}

    /// How far someone received and read.
    record Receipt(String conversation, String user, long received, long read)
            implements ParleyEvent {
        static Receipt of(String conversation, Fields f) {
            return new Receipt(
                    conversation, f.required("user"), f.count("received", 0), f.count("read", 0));
        }
    }

    /// Someone writes, or stopped.
    record Typing(String conversation, String user, boolean on) implements ParleyEvent {}

    /// Whether someone is there.
    record Presence(String user, String state, @Nullable String text) implements ParleyEvent {
        static Presence of(Fields f) {
            return new Presence(f.required("user"), f.required("state"), f.text("text"));
        }
    }

    /// Anything else that passes: `profile`, `head`, `missed`, `counts`, and types to come.
    record Passing(String type, Fields fields) implements ParleyEvent {}

    /// All that was missed is told, and what happens is told from now on.
    ///
    /// @param more whether other conversations exist that weren't told of
    record Live(boolean more) implements ParleyEvent {}

    /// A durable event as it came.
    static Durable durable(Fields f) {
        var type = f.required("type");
        var conversation = f.required("conversation");
        long rev = f.requiredCount("rev");
        return switch (type) {
            case "message" ->
                    new Message(
                            conversation,
                            rev,
                            f.requiredCount("seq"),
                            f.required("from"),
                            Times.parse(f.required("at")).orElse(Instant.EPOCH),
                            f.text("text"),
                            f.text("key"),
                            f);
            case "void" -> new Void(conversation, rev);
            default -> new Change(type, conversation, rev, f);
        };
    }
}
