package parley.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the server tells of itself. Durable events have a rev; the others may be lost and are never
/// told again.
public sealed interface Event extends Frame {

    /// Where a durable event stands, and who caused it.
    ///
    /// @param from null where nobody is told
    record Stamp(String conversation, long rev, @Nullable String from, Instant at) {
        /// The same, without who caused it.
        public Stamp anonymous() {
            return new Stamp(conversation, rev, null, at);
        }

        void write(FrameWriter out) {
            out.put("conversation", conversation).put("rev", rev);
        }

        void writeCause(FrameWriter out) {
            out.put("from", from).put("at", Times.text(at));
        }
    }

    /// A message.
    ///
    /// @param key only for the sender's own sessions
    /// @param users both people, with the first message of a direct conversation
    record Message(Stamp stamp, long seq, Said said, @Nullable String key, List<Person> users)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "message");
            stamp.write(out);
            out.put("seq", seq);
            stamp.writeCause(out);
            said.writeFields(out);
            out.put("key", key);
            if (!users.isEmpty()) {
                out.list("users", users);
            }
        }

        /// The same with its poll as it stands.
        public Message with(Poll poll) {
            return new Message(stamp, seq, said.with(poll), key, users);
        }
    }

    /// What a message says.
    ///
    /// @param scheduled whether it was sent by itself, so that it moves nobody's marks
    record Said(
            @Nullable String text,
            @Nullable String format,
            @Nullable String payload,
            long replyTo,
            long thread,
            List<String> mentions,
            @Nullable Instant expiresAt,
            boolean scheduled,
            @Nullable Forwarded forwardedFrom,
            @Nullable Poll poll)
            implements Part {
        Said with(Poll standing) {
            return new Said(
                    text,
                    format,
                    payload,
                    replyTo,
                    thread,
                    mentions,
                    expiresAt,
                    scheduled,
                    forwardedFrom,
                    standing);
        }

        @Override
        public void writeFields(FrameWriter out) {
            out.put("text", text).put("format", format).put("payload", payload);
            out.putUnlessZero("replyTo", replyTo).putUnlessZero("thread", thread);
            if (!mentions.isEmpty()) {
                out.texts("mentions", mentions);
            }
            if (expiresAt != null) {
                out.put("expiresAt", Times.text(expiresAt));
            }
            if (scheduled) {
                out.put("scheduled", true);
            }
            out.put("forwardedFrom", forwardedFrom).put("poll", poll);
        }
    }

    /// Whose words a forwarded message has.
    ///
    /// @param name what they were called then
    record Forwarded(String user, String name, Instant at) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("user", user).put("name", name).put("at", Times.text(at));
        }
    }

    /// A message in its present state: with what came of it since it was sent.
    record Present(
            Message message,
            @Nullable Instant editedAt,
            boolean pinned,
            List<Reaction> reactions,
            @Nullable Replies replies)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            message.writeFields(out);
            if (editedAt != null) {
                out.put("editedAt", Times.text(editedAt));
            }
            if (!reactions.isEmpty()) {
                out.list("reactions", reactions);
            }
            if (pinned) {
                out.put("pinned", true);
            }
            out.put("replies", replies);
        }
    }

    /// An emoji that people gave a message.
    ///
    /// @param mine whether the reader is one of them
    record Reaction(String emoji, int count, boolean mine) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("emoji", emoji).put("count", count).put("mine", mine);
        }
    }

    /// The replies of a thread, on its root.
    record Replies(long count, long lastSeq, Instant lastAt) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("count", count).put("lastSeq", lastSeq).put("lastAt", Times.text(lastAt));
        }
    }

    /// Some seqs that follow each other.
    record Range(long low, long high) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("low", low).put("high", high);
        }
    }

    /// A message whose content is gone.
    ///
    /// @param gone `deleted` or `expired`
    record Gone(Stamp stamp, long seq, long thread, String gone, @Nullable Instant deletedAt)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "message");
            stamp.write(out);
            out.put("seq", seq);
            stamp.writeCause(out);
            out.putUnlessZero("thread", thread).put("gone", gone);
            if (deletedAt != null) {
                out.put("deletedAt", Times.text(deletedAt));
            }
        }
    }

    /// Any other durable change.
    ///
    /// @param type the event's type
    /// @param body its further fields
    record Changed(String type, Stamp stamp, Part body) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", type);
            stamp.write(out);
            stamp.writeCause(out);
            body.writeFields(out);
        }
    }

    /// A rev that this reader may not see, or that a later one undid.
    record Void(String conversation, long rev) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "void").put("conversation", conversation).put("rev", rev);
        }
    }

    /// What people gave a channel's message, counted.
    ///
    /// @param poll how many chose each option; empty where it is no poll
    record Counts(String conversation, long target, List<Count> reactions, List<Integer> poll)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "counts").put("conversation", conversation).put("target", target);
            out.list("reactions", reactions);
            if (!poll.isEmpty()) {
                out.numbers("poll", poll);
            }
        }
    }

    /// How many people gave an emoji.
    record Count(String emoji, int count) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("emoji", emoji).put("count", count);
        }
    }

    /// How far someone got.
    record Receipt(String conversation, String user, long received, long read, Instant at)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "receipt").put("conversation", conversation);
            writeMark(out);
        }

        void writeMark(FrameWriter out) {
            out.put("user", user)
                    .put("received", received)
                    .put("read", read)
                    .put("at", Times.text(at));
        }
    }

    /// How far several got.
    record Receipts(String conversation, List<Receipt> list) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            List<Part> marks = list.stream().<Part>map(receipt -> receipt::writeMark).toList();
            out.put("type", "receipts").put("conversation", conversation).list("list", marks);
        }
    }

    /// Someone is writing, or stopped.
    record Typing(String conversation, String user, boolean on) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "typing")
                    .put("conversation", conversation)
                    .put("user", user)
                    .put("on", on);
        }
    }

    /// Whether someone is there.
    record Presence(
            String user,
            String state,
            @Nullable Instant lastSeenAt,
            @Nullable String text,
            @Nullable String emoji,
            @Nullable String until)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "presence");
            writeState(out);
        }

        void writeState(FrameWriter out) {
            out.put("user", user).put("state", state);
            if (lastSeenAt != null) {
                out.put("lastSeenAt", Times.text(lastSeenAt));
            }
            out.put("text", text).put("emoji", emoji).put("until", until);
        }
    }

    /// Whether several are there.
    record Presences(List<Presence> list) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            List<Part> states = list.stream().<Part>map(presence -> presence::writeState).toList();
            out.put("type", "presences").list("list", states);
        }
    }

    /// A contact changed their name or picture.
    record Profile(Person user) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "profile").put("user", user);
        }
    }

    /// This user's own marks or settings moved on another device.
    record Head(String conversation, long received, long read, int unread, @Nullable Chosen chosen)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "head").put("conversation", conversation);
            out.put("received", received).put("read", read).put("unread", unread);
            if (chosen != null) {
                out.put("muted", chosen.muted())
                        .put("pinned", chosen.pinned())
                        .put("archived", chosen.archived());
            }
        }
    }

    /// What a user chose for one conversation.
    record Chosen(boolean muted, boolean pinned, boolean archived) {}

    /// Where a client can go on from.
    record Cursor(String cursor) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "cursor").put("cursor", cursor);
        }
    }

    /// A member who has the message not yet, and was told of it by other means.
    record Missed(String conversation, String user, long seq) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "missed")
                    .put("conversation", conversation)
                    .put("user", user)
                    .put("seq", seq);
        }
    }

    /// A conversation that changed while this client was away.
    record Sync(
            ConversationView conversation,
            List<Event> events,
            boolean complete,
            boolean snapshot,
            List<Person> users)
            implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "sync").put("conversation", conversation).list("events", events);
            out.put("complete", complete).put("snapshot", snapshot).list("users", users);
        }
    }

    /// The end of a sync.
    ///
    /// @param reset whether the cursor that was given couldn't be used
    record Synced(String cursor, boolean more, boolean reset) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "synced").put("cursor", cursor).put("more", more);
            if (reset) {
                out.put("reset", true);
            }
        }
    }

    /// The server asks for a sign of life.
    record Ping() implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "ping");
        }
    }

    /// The connection is about to be closed.
    record Bye(int code, String reason, long reconnectAfterMs) implements Event {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("type", "bye").put("code", code).put("reason", reason);
            if (reconnectAfterMs > 0) {
                out.put("reconnectAfterMs", reconnectAfterMs);
            }
        }
    }
}
