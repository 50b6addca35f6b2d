package parley.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import parley.core.Scene;
import parley.core.conversation.Head;
import parley.core.conversation.Pair;
import parley.core.id.ConversationId;
import parley.core.id.UserId;
import parley.core.log.LogTransaction;
import parley.core.log.LogTransaction.NewMessage;
import parley.core.log.LogTransaction.Touched;
import parley.core.log.Message;
import parley.core.log.Position;
import parley.core.log.Positions;
import parley.core.message.MessageContent;
import parley.core.receipt.Marks;

/// Many messages a batch between random people, and what must be found of each afterwards.
final class RandomTalk {
    private final Database database;
    private final List<Message> all = new ArrayList<>();

    RandomTalk(Database database) {
        this.database = database;
    }

    List<Message> all() {
        return all;
    }

    List<Message> batch(List<UserId> people, Random random, int size) {
        var written =
                database.log()
                        .write(tx -> {
                            var messages = new ArrayList<Message>();
                            for (int i = 0; i < size; i++) {
                                var a = people.get(random.nextInt(people.size()));
                                var b = otherThan(a, people, random);
                                messages.add(send(tx, Pair.of(a, b), a, "k" + i));
                            }
                            tx.insertBatch(
                                    messages.stream().map(m -> touched(m, tx.position())).toList());
                            return messages;
                        });
        all.addAll(written);
        return written;
    }

    private static UserId otherThan(UserId one, List<UserId> people, Random random) {
        var other = people.get(random.nextInt(people.size()));
        return other.equals(one) ? otherThan(one, people, random) : other;
    }

    private static Touched touched(Message message, Position position) {
        return new Touched(message.conversation(), message.rev(), message.rev(), position, 0);
    }

    private Message send(LogTransaction tx, Pair pair, UserId from, String key) {
        var known = tx.directs(List.of(pair)).get(pair);
        var id = known == null ? new ConversationId(database.log().nextConversation()) : known;
        var head =
                known == null
                        ? Head.ofDirect(id, pair, tx.now(), tx.position())
                        : Objects.requireNonNull(tx.heads(List.of(id), true).held().get(id));
        if (known == null) {
            tx.insertHeads(List.of(head));
        }
        long seq = head.lastSeq() + 1;
        var progress = new Head.Progress(seq, seq, tx.now(), tx.now(), 0);
        tx.updateHeads(
                List.of(
                        head.with(progress)
                                .with(from, Marks.readTo(seq))
                                .touchedBy(tx.position())));
        var content = MessageContent.plain("to " + pair);
        var message =
                new Message(
                        id,
                        seq,
                        seq,
                        tx.position(),
                        from,
                        tx.now(),
                        tx.position().n() + key,
                        content);
        tx.insertMessages(List.of(new NewMessage(message, Scene.DEVICE, 1)));
        return message;
    }

    /// @return what isn't as it must be; empty if all is
    String wrongWith(Message message) {
        var id = message.conversation();
        var head = database.conversations().head(id);
        if (head.isEmpty() || head.get().lastSeq() < message.seq()) {
            return "head of " + id;
        }
        var found = database.messages().find(id, message.seq());
        if (found.isEmpty() || !found.get().equals(message)) {
            return "message " + message + " is " + found;
        }
        var entries = database.messages().entriesAfter(id, 0, 1_000);
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).rev() != i + 1) {
                return "rev " + (i + 1) + " of " + id;
            }
        }
        boolean listed =
                database.conversations().changedSince(message.from(), Positions.NONE).stream()
                        .anyMatch(one -> one.head().id().equals(id));
        return listed ? "" : "list of " + message.from();
    }

    String wrongWith(List<Message> messages) {
        for (int i = 0; i < messages.size(); i += 17) {
            var message = messages.get(i);
            var found = database.messages().find(message.conversation(), message.seq());
            if (found.isEmpty() || !found.get().equals(message)) {
                return "message " + message + " is " + found;
            }
        }
        return "";
    }
}
