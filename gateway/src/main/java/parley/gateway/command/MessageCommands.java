package parley.gateway.command;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import parley.core.id.PublicIds;
import parley.core.log.Origin;
import parley.core.message.Changed;
import parley.core.message.MessageContent;
import parley.core.message.MessageEditor;
import parley.core.message.ReactionKeeper.Which;
import parley.core.message.SeqRange;
import parley.gateway.command.Commands.MessageChanges;
import parley.protocol.Command;
import parley.protocol.Reply;

/// `edit`, `delete`, `react`, `vote` and `pin`: what happens to a message after it was sent.
public final class MessageCommands {
    private final MessageChanges changes;
    private final PublicIds ids;
    private final IdReader reader;

    MessageCommands(MessageChanges changes, PublicIds ids, IdReader reader) {
        this.changes = changes;
        this.ids = ids;
        this.reader = reader;
    }

    void edit(Command.Edit command, Caller caller) throws InterruptedException {
        caller.settle();
        var edit = edit(command.target(), command.revision(), origin(command.id(), caller));
        var changed =
                changes.editor()
                        .edit(
                                caller.identity().user(),
                                reader.conversation(command.conversation()),
                                edit);
        answer(command.id(), caller, edit.origin(), changed);
    }

    /// What an `edit` says, in the core's words.
    public static MessageEditor.Edit edit(
            long target, Command.Revision revision, @Nullable Origin origin) {
        return new MessageEditor.Edit(
                target,
                revision.text(),
                Objects.requireNonNullElse(revision.format(), MessageContent.PLAIN),
                revision.key(),
                origin);
    }

    void delete(Command.Delete command, Caller caller) throws InterruptedException {
        caller.settle();
        var origin = origin(command.id(), caller);
        var user = caller.identity().user();
        var conversation = reader.conversation(command.conversation());
        var targets = ranges(command.targets());
        var changed =
                command.forMe()
                        ? changes.eraser()
                                .hide(
                                        user,
                                        caller.identity().account(),
                                        conversation,
                                        targets,
                                        origin)
                        : changes.eraser().erase(user, conversation, targets, origin);
        answer(command.id(), caller, origin, changed);
    }

    private static List<SeqRange> ranges(List<Command.Range> targets) {
        return targets.stream().map(one -> new SeqRange(one.low(), one.high())).toList();
    }

    void react(Command.React command, Caller caller) throws InterruptedException {
        caller.settle();
        var origin = origin(command.id(), caller);
        var which =
                new Which(reader.conversation(command.conversation()), command.target(), origin);
        var changed =
                changes.reactions()
                        .react(caller.identity().user(), which, command.emoji(), command.on());
        answer(command.id(), caller, origin, changed);
    }

    void vote(Command.Vote command, Caller caller) throws InterruptedException {
        caller.settle();
        var origin = origin(command.id(), caller);
        var user = caller.identity().user();
        var which =
                new Which(reader.conversation(command.conversation()), command.target(), origin);
        var options = command.options();
        var changed =
                options == null
                        ? changes.polls().close(user, which)
                        : changes.polls().vote(user, which, options);
        answer(command.id(), caller, origin, changed);
    }

    void pin(Command.Pin command, Caller caller) throws InterruptedException {
        caller.settle();
        var origin = origin(command.id(), caller);
        var which =
                new Which(reader.conversation(command.conversation()), command.target(), origin);
        var changed = changes.reactions().pin(caller.identity().user(), which, command.on());
        answer(command.id(), caller, origin, changed);
    }

    private static @Nullable Origin origin(@Nullable String id, Caller caller) {
        return id == null ? null : caller.origin(id);
    }

    // What was changed just now is answered by fan-out, in its place among the events.
    private void answer(
            @Nullable String id, Caller caller, @Nullable Origin origin, Changed changed)
            throws InterruptedException {
        if (origin == null || changed.duplicate()) {
            caller.ok(id, said(ids, changed));
        }
    }

    /// What is answered when a change is stored.
    public static Reply.Changed said(PublicIds ids, Changed changed) {
        return new Reply.Changed(
                ids.text(changed.conversation()), changed.rev(), changed.at(), changed.duplicate());
    }
}
