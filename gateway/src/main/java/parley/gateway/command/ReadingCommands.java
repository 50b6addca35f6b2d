package parley.gateway.command;

import java.util.List;
import java.util.function.ToLongFunction;
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
        if (thread > 0) {
            return new Span.InThread(thread, page.before().orElse(Long.MAX_VALUE));
        }
        if (page.after().isPresent()) {
            return new Span.After(page.after().getAsLong());
        }
        if (page.around().isPresent()) {
            return new Span.Around(page.around().getAsLong());
        }
        return page.before().isPresent()
                ? new Span.Before(page.before().getAsLong())
                : Span.latest();
    }

    /// A page of messages as one reader is told it.
    public MessagesPage page(UserId reader, ConversationId conversation, Span span, int limit) {
        var page = history.page(reader, conversation, span, limit);
        boolean forwards = span instanceof Span.After;
        var fitting = forwards ? firstFitting(page.messages()) : lastFitting(page.messages());
        boolean more = page.more() || fitting.size() < page.messages().size();
        var events = fitting.stream().map(one -> frames.folded(one, reader)).toList();
        var named = EventFrames.named(fitting.stream().map(Folded::message).toList());
        return new MessagesPage(events, page.asOf(), more, frames.people(named));
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
        var fitting = changes.entries().subList(0, firstFitting(entries, WireWeight::of).size());
        boolean more = changes.more() || fitting.size() < entries.size();
        var events = fitting.stream().map(seen -> frames.event(seen, reader)).toList();
        var named =
                EventFrames.named(fitting.stream().filter(Seen::visible).map(Seen::entry).toList());
        caller.ok(command.id(), new ChangesPage(events, more, frames.people(named)));
    }

    private static List<Folded> firstFitting(List<Folded> messages) {
        return firstFitting(messages, WireWeight::of);
    }

    private static <E> List<E> firstFitting(List<E> entries, ToLongFunction<E> weight) {
        long bytes = 0;
        for (int i = 0; i < entries.size(); i++) {
            bytes += weight.applyAsLong(entries.get(i));
            if (bytes > WireWeight.FRAME && i > 0) {
                return entries.subList(0, i);
            }
        }
        return entries;
    }

    private static List<Folded> lastFitting(List<Folded> messages) {
        int fitting = firstFitting(messages.reversed()).size();
        return messages.subList(messages.size() - fitting, messages.size());
    }

    void head(Command.Head command, Caller caller) throws InterruptedException {
        caller.settle();
        var listed =
                conversations.require(
                        ids.conversation(command.conversation()), caller.identity().user());
        caller.ok(command.id(), new Reply.HeadOf(views.view(listed), views.peopleIn(listed)));
    }
}
