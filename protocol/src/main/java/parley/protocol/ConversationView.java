package parley.protocol;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A conversation as one of its members sees it: the `conversation` of a sync, of `head`, and of
/// REST.
///
/// @param peer the other one, in direct conversations
/// @param receipts how far the others got, where everyone is told
public record ConversationView(
        String id,
        String kind,
        Shown shown,
        @Nullable Person peer,
        Log log,
        Mine mine,
        int members,
        List<Receipt> receipts)
        implements Part {

    /// What its members see of it.
    ///
    /// @param ways how things go there; null in direct conversations
    public record Shown(
            @Nullable String title,
            @Nullable String description,
            String history,
            int expiresInS,
            @Nullable Ways ways) {}

    /// How things go in a group or channel.
    ///
    /// @param permissions the lowest role for each thing that owners decide about
    /// @param slowS seconds between two messages of one member; 0: none
    public record Ways(String join, Map<String, String> permissions, int slowS) {}

    /// How far it goes.
    public record Log(long lastSeq, long lastRev, Instant updatedAt) {}

    /// How the reader stands to it.
    ///
    /// @param left whether they no longer belong
    /// @param request whether it is a stranger's, who waits for an answer
    /// @param draft what they have written and not sent; null if nothing
    public record Mine(
            String role,
            boolean left,
            long received,
            long read,
            long visibleFrom,
            int unread,
            Mentions mentions,
            boolean muted,
            boolean pinned,
            boolean archived,
            boolean request,
            @Nullable Draft draft) {}

    /// What a member has written and not sent.
    ///
    /// @param replyTo the seq that it answers, 0 if none
    /// @param thread the seq of the thread's root, 0 if none
    public record Draft(String text, long replyTo, long thread, Instant at) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("text", text);
            out.putUnlessZero("replyTo", replyTo).putUnlessZero("thread", thread);
            out.put("at", Times.text(at));
        }
    }

    /// The unread messages that name the reader.
    ///
    /// @param first the lowest seq of them; 0 if there are none
    public record Mentions(int count, long first) {
        public static final Mentions NONE = new Mentions(0, 0);
    }

    /// How far one member got.
    public record Receipt(String user, long received, long read) implements Part {
        @Override
        public void writeFields(FrameWriter out) {
            out.put("user", user).put("received", received).put("read", read);
        }
    }

    @Override
    public void writeFields(FrameWriter out) {
        out.put("id", id).put("kind", kind).putOrNull("title", shown.title());
        out.put("description", shown.description()).put("peer", peer);
        out.put("lastSeq", log.lastSeq()).put("lastRev", log.lastRev());
        out.put("unread", mine.unread()).put("unreadMentions", mine.mentions().count());
        out.putUnlessZero("firstMention", mine.mentions().first());
        out.put("received", mine.received()).put("read", mine.read());
        out.put("visibleFrom", mine.visibleFrom()).put("members", members).put("role", mine.role());
        out.put("history", shown.history()).putUnlessZero("expiresInS", shown.expiresInS());
        if (shown.ways() != null) {
            var ways = shown.ways();
            out.put("join", ways.join()).putUnlessZero("slowS", ways.slowS());
            out.object("permissions", words -> ways.permissions().forEach(words::put));
        }
        out.put("muted", mine.muted())
                .put("pinned", mine.pinned())
                .put("archived", mine.archived());
        if (mine.request()) {
            out.put("request", true);
        }
        out.put("draft", mine.draft());
        if (mine.left()) {
            out.put("left", true);
        }
        out.put("updatedAt", Times.text(log.updatedAt())).list("receipts", receipts);
    }
}
