package parley.protocol;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server answers a command that has an id.
public sealed interface Reply extends Frame {

    /// It is done.
    ///
    /// @param re the command's id
    /// @param body what it answers besides
    record Ok(String re, Part body) implements Reply {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "ok").put("re", re);
            body.writeFields(out);
        }
    }

    /// It is not done, or something that came isn't a command.
    ///
    /// @param re the command's id, if it could be read
    /// @param trace finds it in the server's log
    record Error(
            @Nullable String re,
            String code,
            String message,
            @Nullable String field,
            @Nullable Duration retryAfter,
            @Nullable String trace)
            implements Reply {
        public Error with(String found) {
            return new Error(re, code, message, field, retryAfter, found);
        }

        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "error")
                    .put("re", re)
                    .put("code", code)
                    .put("message", message)
                    .put("field", field);
            if (retryAfter != null) {
                out.put("retryAfterMs", Math.max(1, retryAfter.toMillis()));
            }
            out.put("trace", trace);
        }
    }

    /// The answer to a `ping`.
    record Pong(@Nullable String re, @Nullable String cursor) implements Reply {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "pong").put("re", re).put("cursor", cursor);
        }
    }

    /// Nothing more to say.
    Part NOTHING = out -> {};

    /// A message is committed.
    record Sent(String conversation, long seq, long rev, Instant at, boolean duplicate)
            implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("conversation", conversation)
                    .put("seq", seq)
                    .put("rev", rev)
                    .put("at", Times.text(at));
            if (duplicate) {
                out.put("duplicate", true);
            }
        }
    }

    /// A change is committed, or was so already.
    record Changed(String conversation, long rev, Instant at, boolean duplicate) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("conversation", conversation).put("rev", rev).put("at", Times.text(at));
            if (duplicate) {
                out.put("duplicate", true);
            }
        }
    }

    /// Answers `hello`.
    ///
    /// @param guest the tokens of a guest made by this hello
    record Welcome(
            Person user,
            String device,
            String session,
            AccountPlace account,
            String epoch,
            Instant time,
            List<String> features,
            @Nullable GuestTokens guest)
            implements Part {
        /// How long the server hears nothing before it pings.
        public static final int HEARTBEAT_MS = 25_000;

        @Override
        public void writeFields(FrameWriter out) {
            out.put("user", user)
                    .put("device", device)
                    .put("session", session)
                    .put("account", account);
            out.put("epoch", epoch).put("heartbeatMs", HEARTBEAT_MS).put("time", Times.text(time));
            out.texts("features", features);
            out.object(
                    "limits",
                    limits ->
                            limits.put("frameBytes", Limits.FRAME_BYTES)
                                    .put("textLength", Limits.TEXT_LENGTH)
                                    .put("bufferBytes", Limits.BUFFER_BYTES)
                                    .put("receiptMembers", Limits.RECEIPT_MEMBERS));
            out.put("guest", guest);
        }
    }

    /// Where the account conversation stands.
    record AccountPlace(String id, long rev) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("id", id).put("rev", rev);
        }
    }

    /// With what a guest comes back.
    record GuestTokens(String token, String refreshToken, Instant expiresAt) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("token", token)
                    .put("refreshToken", refreshToken)
                    .put("expiresAt", Times.text(expiresAt));
        }

        @Override
        public String toString() {
            return "GuestTokens[expiresAt=" + expiresAt + "]";
        }
    }

    /// A page of messages, folded up to `asOf`.
    record MessagesPage(List<Event> messages, long asOf, boolean more, List<Person> users)
            implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.list("messages", messages).put("asOf", asOf).put("more", more).list("users", users);
        }
    }

    /// A page of changes, as they came.
    record ChangesPage(List<Event> events, boolean more, List<Person> users) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.list("events", events).put("more", more).list("users", users);
        }
    }

    /// How one conversation stands.
    record HeadOf(ConversationView conversation, List<Person> users) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("conversation", conversation).list("users", users);
        }
    }
}
