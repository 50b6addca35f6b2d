package parley.protocol;

import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What a client asks for (PROTOCOL.md sections 3 to 7). Read by [CommandReader].
public sealed interface Command {
    /// What the reply echoes; null where no reply is wanted.
    @Nullable String id();

    /// The first command of a connection.
    ///
    /// @param guest who asks for a new guest in place of showing a token
    /// @param cursor where to go on
    record Hello(
            @Nullable String id,
            @Nullable String token,
            @Nullable String agent,
            Resume resume,
            boolean presence,
            @Nullable Guest guest,
            List<String> accept)
            implements Command {
        public Hello withToken(@Nullable String shown) {
            return new Hello(id, shown, agent, resume, presence, guest, accept);
        }
    }

    /// Someone without an account who wants to come in.
    ///
    /// @param invitation the code of an invitation to a group or channel, which they then belong to
    record Guest(String name, @Nullable String invitation) {}

    /// Where a client was when its last connection ended.
    record Resume(@Nullable String cursor, @Nullable String epoch, @Nullable String session) {
        public static final Resume NOTHING = new Resume(null, null, null);
    }

    /// A new token in place of one that expires.
    record Auth(@Nullable String id, String token) implements Command {}

    /// A message.
    ///
    /// @param to a conversation, a user, or `@username`
    record Send(@Nullable String id, String to, Content content, Conditions conditions)
            implements Command {}

    /// What a `send` says.
    record Content(
            @Nullable String text,
            @Nullable String format,
            @Nullable String payload,
            long replyTo,
            long thread,
            List<String> attachments,
            List<String> mentions,
            OptionalLong expiresInS,
            @Nullable Forward forward,
            @Nullable Poll poll) {}

    /// The message that a `send` sends on.
    record Forward(String conversation, long seq) {}

    /// What a `send` asks.
    record Poll(
            List<String> options, boolean multiple, boolean anonymous, @Nullable String closesAt) {}

    /// Under what conditions it is stored.
    record Conditions(@Nullable String key, @Nullable String after, OptionalLong ifRev) {}

    /// Another text for a message that was sent.
    record Edit(@Nullable String id, String conversation, long target, Revision revision)
            implements Command {}

    /// What an `edit` says.
    record Revision(String text, @Nullable String format, @Nullable String key) {}

    /// Messages are to be taken away.
    ///
    /// @param forMe from the eyes of the asker alone
    record Delete(@Nullable String id, String conversation, List<Range> targets, boolean forMe)
            implements Command {}

    /// Some seqs that follow each other.
    record Range(long low, long high) {}

    /// A reaction, or its taking back.
    record React(@Nullable String id, String conversation, long target, String emoji, boolean on)
            implements Command {}

    /// What someone chose of a poll, or its closing.
    ///
    /// @param options indexes, none of which takes a vote back; null where it is closed
    record Vote(@Nullable String id, String conversation, long target, @Nullable List<Long> options)
            implements Command {}

    /// A pin, or its taking away.
    record Pin(@Nullable String id, String conversation, long target, boolean on)
            implements Command {}

    /// Everything up to a seq is received.
    record Ack(@Nullable String id, String conversation, long seq) implements Command {}

    /// Everything up to a seq is read.
    record Read(@Nullable String id, String conversation, long seq) implements Command {}

    /// A page of messages.
    record History(@Nullable String id, String conversation, Page page, long thread, int limit)
            implements Command {}

    /// Which page: at most one of these is there.
    record Page(OptionalLong before, OptionalLong after, OptionalLong around) {}

    /// The changes after a rev.
    record Changes(@Nullable String id, String conversation, long after, int limit)
            implements Command {}

    /// How a conversation stands.
    record Head(@Nullable String id, String conversation) implements Command {}

    /// That this user is writing, or stopped.
    record Typing(@Nullable String id, String conversation, boolean on) implements Command {}

    /// How this user wants to appear.
    record Presence(
            @Nullable String id,
            String state,
            @Nullable String text,
            @Nullable String emoji,
            @Nullable String until)
            implements Command {}

    /// The users on screen; replaces the last list.
    record Watch(@Nullable String id, List<String> users) implements Command {}

    /// Asks for a sign of life.
    record Ping(@Nullable String id) implements Command {}

    /// Answers the server's ping.
    record Pong(@Nullable String id) implements Command {}
}
