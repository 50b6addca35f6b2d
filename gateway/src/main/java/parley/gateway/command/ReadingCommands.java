package parley.gateway.command;

import java.util.List;
import parley.core.conversation.ConversationReader;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.message.Folded;
import parley.core.message.HistoryReader;
import parley.core.message.HistoryReader.Seen;
import parley.core.message.HistoryReader.Span;
import parley.gateway.hub.ConversationViews;
import parley.gateway.hub.EventFrames;
import parley.gateway.hub.WireWeight;
import parley.protocol.Command;
import parley.protocol.Reply;
import parley.protocol.Reply.ChangesPage;
import parley.protocol.Reply.MessagesPage;

/// `history`, `changes` and `head`: reading back. A page ends early rather than exceed the size of
/// a frame.
public final class ReadingCommands {
    private final HistoryReader history;
    private final ConversationReader conversations;
    private final EventFrames frames;
    private final ConversationViews views;
    private final IdReader ids;

    public ReadingCommands(
            HistoryReader history,
            ConversationReader conversations,
            EventFrames frames,
            ConversationViews views,
            IdReader ids) {
        this.history = history;
        this.conversations = conversations;
        this.frames = frames;
        this.views = views;
        this.ids = ids;
    }

    void history(Command.History command, Caller caller) throws InterruptedException {
        caller.settle();
        var page =
                page(
                        caller.identity().user(),
                        ids.conversation(command.conversation()),
                        span(command.page(), command.thread()),
                        command.limit());
        caller.ok(command.id(), page);
    }

    /// Which messages a request names.
    public static Span span(Command.Page page, long thread) {
        if (page.after().isPresent()) {
            long after = page.after().getAsLong();
            return thread > 0 ? new Span.InThreadAfter(thread, after) : new Span.After(after);
        }
        if (page.around().isPresent()) {
            long seq = page.around().getAsLong();
            return thread > 0 ? new Span.InThreadAround(thread, seq) : new Span.Around(seq);
        }
        long before = page.before().orElse(Long.MAX_VALUE);
        return thread > 0 ? new Span.InThread(thread, before) : new Span.Before(before);
    }

    /// Whether the next page of this kind goes on after its last message, and not before its first.
    public static boolean isForwards(Span span) {
        return span instanceof Span.After || span instanceof Span.InThreadAfter;
    }

    /// A page of messages as one reader is told it.
    public MessagesPage page(UserId reader, ConversationId conversation, Span span, int limit) {
        var page = history.page(reader, conversation, span, limit);
        var fitting = fitting(page.messages(), span);
        boolean more = page.more() || isCut(page.messages(), fitting, isForwards(span));
        var events = fitting.stream().map(one -> frames.folded(one, reader)).toList();
        var named = EventFrames.named(fitting.stream().map(Folded::message).toList());
        return new MessagesPage(events, page.asOf(), more, frames.people(named));
    }

    private static List<Folded> fitting(List<Folded> messages, Span span) {
        return switch (span) {
            case Span.After after -> Fitting.first(messages, WireWeight::of);
            case Span.InThreadAfter after -> Fitting.first(messages, WireWeight::of);
            case Span.Around(var seq) -> around(messages, seq);
            case Span.InThreadAround(var root, var seq) -> around(messages, seq);
            case Span.Before before -> Fitting.last(messages, WireWeight::of);
            case Span.InThread before -> Fitting.last(messages, WireWeight::of);
            case Span.Pins before -> Fitting.last(messages, WireWeight::of);
        };
    }

    // Around the message itself; around the next one if it isn't there.
    private static List<Folded> around(List<Folded> messages, long seq) {
        int older = (int) messages.stream().filter(one -> one.seq() < seq).count();
        return Fitting.around(messages, Math.min(older, messages.size() - 1), WireWeight::of);
    }

    // at the end where the next page goes on
    private static boolean isCut(List<Folded> page, List<Folded> fitting, boolean forwards) {
        return !page.isEmpty()
                && (forwards
                        ? fitting.getLast().seq() != page.getLast().seq()
                        : fitting.getFirst().seq() != page.getFirst().seq());
    }

    void changes(Command.Changes command, Caller caller) throws InterruptedException {
        caller.settle();
        var reader = caller.identity().user();
        var conversation = ids.conversation(command.conversation());
        var changes =
                conversation.equals(caller.identity().account())
                        ? history.changesOfAccount(conversation, command.after(), command.limit())
                        : history.changes(reader, conversation, command.after(), command.limit());
        var entries = changes.entries().stream().map(Seen::entry).toList();
        var fitting = changes.entries().subList(0, Fitting.first(entries, WireWeight::of).size());
        boolean more = changes.more() || fitting.size() < entries.size();
        var events = fitting.stream().map(seen -> frames.event(seen, reader)).toList();
        var named =
                EventFrames.named(fitting.stream().filter(Seen::visible).map(Seen::entry).toList());
        caller.ok(command.id(), new ChangesPage(events, more, frames.people(named)));
    }

    void head(Command.Head command, Caller caller) throws InterruptedException {
        caller.settle();
        var listed =
                conversations.require(
                        ids.conversation(command.conversation()), caller.identity().user());
        caller.ok(command.id(), new Reply.HeadOf(views.view(listed), views.peopleIn(listed)));
    }
}
