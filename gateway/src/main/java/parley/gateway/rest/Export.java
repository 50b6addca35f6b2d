package parley.gateway.rest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import parley.core.Refusal;
import parley.core.account.Devices;
import parley.core.contact.Blocks;
import parley.core.contact.Contact;
import parley.core.contact.Contacts;
import parley.core.conversation.ConversationReader;
import parley.core.conversation.Listed;
import parley.core.id.ConversationId;
import parley.core.id.PublicIds;
import parley.core.id.UserId;
import parley.core.message.HistoryReader;
import parley.core.message.HistoryReader.Span;
import parley.core.schedule.ScheduledStore;
import parley.core.user.UserCache;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.protocol.Codec;
import parley.protocol.Frame;
import parley.protocol.Part;
import parley.protocol.Times;

/// Writes all that the server has of someone, in the words of the protocol: one file for each kind
/// of thing, in it one JSON object a line. Read page by page, so that it takes the same memory
/// however much there is. Messages are those that they may read, in their present state.
public final class Export {
    private static final int MESSAGES = 100;
    private static final int CONVERSATIONS = 500;

    private final Work work;
    private final Say say;
    private final ScheduledRoutes scheduled;

    /// Goes through the conversations that someone belongs, or belonged, to, in the order of their
    /// numbers.
    @FunctionalInterface
    public interface NextConversations {
        List<ConversationId> after(UserId user, long number, int max);
    }

    /// Where it is read from.
    public record Work(
            Devices devices,
            Contacts contacts,
            Blocks blocks,
            NextConversations next,
            ConversationReader conversations,
            HistoryReader history,
            ScheduledStore scheduled) {}

    /// How it is said.
    public record Say(
            UserCache users, EventFrames frames, ConversationViews views, PublicIds ids) {}

    public Export(Work work, Say say, ScheduledRoutes scheduled) {
        this.work = work;
        this.say = say;
        this.scheduled = scheduled;
    }

    void write(UserId user, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        var profile = say.users().find(user).orElseThrow(Refusal::notFound);
        file(zip, "profile.jsonl", List.of(new OwnProfile(profile, say.ids())));
        file(zip, "devices.jsonl", devices(user));
        file(zip, "contacts.jsonl", people(work.contacts().list(user)));
        file(zip, "blocks.jsonl", people(work.blocks().list(user)));
        file(
                zip,
                "scheduled.jsonl",
                work.scheduled().list(user).stream().map(scheduled::said).toList());
        conversations(zip, user);
        messages(zip, user);
        zip.finish();
    }

    private static void file(ZipOutputStream zip, String name, List<? extends Part> lines)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        for (var line : lines) {
            line(zip, line);
        }
        zip.closeEntry();
    }

    private static void line(ZipOutputStream zip, Part line) throws IOException {
        Frame frame = line::writeFields;
        zip.write(Codec.JSON.write(frame));
        zip.write('\n');
    }

    private List<Part> devices(UserId user) {
        return work.devices().list(user).stream()
                .<Part>map(device ->
                        out ->
                                out.put("id", say.ids().text(device.id()))
                                        .put("name", device.name())
                                        .put("createdAt", Times.text(device.createdAt()))
                                        .put("lastSeenAt", Times.text(device.lastUsedAt())))
                .toList();
    }

    private List<Part> people(List<Contact> contacts) {
        return contacts.stream()
                .<Part>map(contact ->
                        out ->
                                out.put("user", say.ids().text(contact.peer()))
                                        .put("state", EventFrames.word(contact.state()))
                                        .put("since", Times.text(contact.since())))
                .toList();
    }

    // By number, so that none is passed over when a message comes meanwhile.
    private void eachConversation(UserId user, Visitor visitor) throws IOException {
        long done = 0;
        List<ConversationId> some;
        do {
            some = work.next().after(user, done, CONVERSATIONS);
            for (var id : some) {
                var listed = work.conversations().find(id, user);
                if (listed.isPresent() && listed.get().membership().isIn()) {
                    visitor.visit(listed.get());
                }
                done = id.number();
            }
        } while (some.size() == CONVERSATIONS);
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(Listed listed) throws IOException;
    }

    private void conversations(ZipOutputStream zip, UserId user) throws IOException {
        zip.putNextEntry(new ZipEntry("conversations.jsonl"));
        eachConversation(user, listed -> line(zip, say.views().view(listed)));
        zip.closeEntry();
    }

    private void messages(ZipOutputStream zip, UserId user) throws IOException {
        zip.putNextEntry(new ZipEntry("messages.jsonl"));
        eachConversation(user, listed -> messages(zip, user, listed.head().id()));
        zip.closeEntry();
    }

    private void messages(ZipOutputStream zip, UserId user, ConversationId conversation)
            throws IOException {
        long after = 0;
        boolean more = true;
        while (more) {
            HistoryReader.Page page;
            try {
                page = work.history().page(user, conversation, new Span.After(after), MESSAGES);
            } catch (Refusal gone) {
                return; // they left it, or were removed, while this was written
            }
            for (var folded : page.messages()) {
                line(zip, say.frames().folded(folded, user));
                after = folded.seq();
            }
            more = page.more();
        }
    }
}
