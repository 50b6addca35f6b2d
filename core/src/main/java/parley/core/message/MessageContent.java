package parley.core.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import parley.core.id.ConversationId;
import parley.core.id.UserId;

/// What someone wrote: the part of a message that its sender decides.
///
/// @param text stored as given, never normalised; empty where there is a payload or attachments
/// @param format `plain`, `markdown`, or a word that only clients know, whose content is `payload`
/// @param details all that most messages don't have
public record MessageContent(String text, String format, Details details) {
    /// Code points that a text may have.
    public static final int TEXT_MAX = 5000;

    public static final String PLAIN = "plain";
    public static final String MARKDOWN = "markdown";

    /// @param payload base64 of what a format unknown to the server carries
    /// @param replyTo the seq that this answers, 0 if none
    /// @param thread the seq of the thread's root, 0 if none
    /// @param mentionsAll whether everybody is named
    /// @param expiresIn after this long the content goes; null if it stays
    /// @param scheduled whether it was sent by itself at a time set before, so that it says nothing
    ///   of what its sender has read
    /// @param forwarded where it was copied from; null if its sender wrote it
    /// @param poll what it asks; null if it is no poll
    public record Details(
            @Nullable String payload,
            long replyTo,
            long thread,
            List<UserId> mentions,
            boolean mentionsAll,
            @Nullable Duration expiresIn,
            boolean scheduled,
            @Nullable Forwarded forwarded,
            @Nullable Poll poll) {
        public static final Details NONE = new Details(null, 0, 0, List.of(), false, null);

        /// Of what its sender wrote and sends now.
        public Details(
                @Nullable String payload,
                long replyTo,
                long thread,
                List<UserId> mentions,
                boolean mentionsAll,
                @Nullable Duration expiresIn) {
            this(payload, replyTo, thread, mentions, mentionsAll, expiresIn, false, null, null);
        }

        public Details {
            mentions = List.copyOf(mentions);
        }

        /// The same, asking this.
        public Details asking(@Nullable Poll next) {
            return new Details(
                    payload,
                    replyTo,
                    thread,
                    mentions,
                    mentionsAll,
                    expiresIn,
                    scheduled,
                    forwarded,
                    next);
        }
    }

    /// Whose words a message has.
    ///
    /// @param conversation where they were found; told to nobody
    /// @param seq likewise
    /// @param user who wrote them first
    /// @param name what they were called then
    /// @param at when they wrote them
    public record Forwarded(
            ConversationId conversation, long seq, UserId user, String name, Instant at) {}

    /// Plain text and nothing else.
    public static MessageContent plain(String text) {
        return new MessageContent(text, PLAIN, Details.NONE);
    }

    /// The same, to be sent by itself at its time.
    public MessageContent scheduled() {
        return new MessageContent(
                text,
                format,
                new Details(
                        details.payload(),
                        details.replyTo(),
                        details.thread(),
                        details.mentions(),
                        details.mentionsAll(),
                        details.expiresIn(),
                        true,
                        details.forwarded(),
                        details.poll()));
    }

    /// What stays when it is erased: in which thread it was.
    public MessageContent erased() {
        var left =
                details.thread() == 0
                        ? Details.NONE
                        : new Details(null, 0, details.thread(), List.of(), false, null);
        return new MessageContent("", PLAIN, left);
    }

    /// The same, gone after this long, or earlier where it was to go earlier.
    public MessageContent goneAfter(Duration longest) {
        var own = details.expiresIn();
        if (own != null && own.compareTo(longest) <= 0) {
            return this;
        }
        return new MessageContent(
                text,
                format,
                new Details(
                        details.payload(),
                        details.replyTo(),
                        details.thread(),
                        details.mentions(),
                        details.mentionsAll(),
                        longest,
                        details.scheduled(),
                        details.forwarded(),
                        details.poll()));
    }

    /// Whether it takes counting to know how much of this is unread: it names someone, its time
    /// will be over, or its sender may not have read what came before.
    public boolean isCounted() {
        return details != Details.NONE
                && (details.mentionsAll()
                        || !details.mentions().isEmpty()
                        || details.expiresIn() != null
                        || details.scheduled());
    }

    /// Roughly the bytes that this takes while it waits, for bounding queues.
    public int weight() {
        String payload = details.payload();
        var poll = details.poll();
        return 64
                + (poll == null
                        ? 0
                        : poll.options().stream().mapToInt(one -> 32 + 2 * one.length()).sum())
                + 2 * text.length()
                + (payload == null ? 0 : payload.length())
                + 8 * details.mentions().size();
    }
}
