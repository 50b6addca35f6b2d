package parley.core.message;

import java.util.List;
import java.util.function.Consumer;
import parley.core.Scene;
import parley.core.Stores;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogWorld;
import parley.core.message.HistoryReader.Span;
import parley.core.message.ReactionKeeper.Which;

/// Alice and Bob in their conversation, in which Alice sent `one`, `two`, `three`.
record Talk(LogWorld world, UserId alice, UserId bob, ConversationId id) {
    Folded message(UserId reader, long seq) {
        return world.history.message(reader, id, seq);
    }

    Changed edit(UserId who, long seq, String text, String key) {
        var edit =
                new MessageEditor.Edit(
                        seq, text, MessageContent.PLAIN, key.isEmpty() ? null : key, null);
        return world.editor.edit(who, id, edit);
    }

    Changed erase(UserId who, long low, long high) {
        return world.eraser.erase(who, id, List.of(new SeqRange(low, high)), null);
    }

    Changed hide(UserId who, long low, long high) {
        var ranges = List.of(new SeqRange(low, high));
        return world.eraser.hide(who, world.account(who), id, ranges, null);
    }

    Changed react(UserId who, long seq, String emoji, boolean on) {
        return world.reactions.react(who, new Which(id, seq, null), emoji, on);
    }

    Changed pin(UserId who, long seq, boolean on) {
        return world.reactions.pin(who, new Which(id, seq, null), on);
    }

    List<Long> seqs(UserId reader) {
        return world.history.page(reader, id, new Span.After(0), 100).messages().stream()
                .map(Folded::seq)
                .toList();
    }

    int unread(UserId reader) {
        return world.reader.unread(world.reader.require(id, reader));
    }

    /// Has Alice send something.
    SendOutcome send(MessageContent content) {
        return LogWorld.outcome(
                world.sender.send(
                        new MessageSender.Sender(alice, Scene.DEVICE),
                        new MessageSender.Request(
                                new MessageSender.Address.ToConversation(id),
                                content,
                                MessageDraft.Conditions.NONE,
                                null)));
    }

    static void between(Stores stores, Consumer<Talk> what) {
        try (var world = new LogWorld(stores)) {
            var people = world.people(2);
            filled(world, people, world.direct(people.get(0), people.get(1)), what);
        }
    }

    /// The same in a group of which Alice is the owner and Bob a member.
    static void inGroup(Stores stores, Consumer<Talk> what) {
        try (var world = new LogWorld(stores)) {
            var people = world.people(2);
            filled(world, people, world.group(false, people.get(0), people.get(1)), what);
        }
    }

    private static void filled(
            LogWorld world, List<UserId> people, ConversationId id, Consumer<Talk> what) {
        for (var text : List.of("one", "two", "three")) {
            world.send(people.getFirst(), id, text, text);
        }
        what.accept(new Talk(world, people.get(0), people.get(1), id));
    }
}
