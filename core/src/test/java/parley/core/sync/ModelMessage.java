package parley.core.sync;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import parley.core.id.UserId;
import parley.core.log.Change;
import parley.core.log.ChangeBody.Deleted;
import parley.core.log.ChangeBody.Edited;
import parley.core.log.ChangeBody.Pinned;
import parley.core.log.ChangeBody.PollClosed;
import parley.core.log.ChangeBody.Reacted;
import parley.core.log.ChangeBody.Voted;
import parley.core.log.Message;
import parley.core.message.Folded;
import parley.core.message.MessageState.Gone;
import parley.core.message.MessageState.Tally;

/// One message as a client draws it: made from its present state, or from how it was sent and all
/// that was changed since.
final class ModelMessage {
    private final long seq;
    private final long thread;

    /// The rev up to which everything is in it.
    final long asOf;

    private String text;
    private String format;
    private @Nullable Instant editedAt;
    private @Nullable Instant deletedAt;
    private boolean gone;
    private boolean pinned;
    private final Map<String, Integer> reactions = new LinkedHashMap<>();
    private final TreeSet<String> mine = new TreeSet<>();
    private List<Integer> counts = List.of();
    private List<Integer> chosen = List.of();
    private @Nullable Instant closedAt;
    private long replies;
    private long lastReply;

    private ModelMessage(Message message, long asOf) {
        this.asOf = asOf;
        seq = message.seq();
        thread = message.content().details().thread();
        text = message.content().text();
        format = message.content().format();
        var poll = message.content().details().poll();
        if (poll != null) {
            counts = Tally.empty(poll.options().size()).counts();
        }
        var why = message.state().gone();
        if (why != null) {
            erase(why);
        }
    }

    private void erase(Gone why) {
        gone = true;
        deletedAt = why.at();
        text = "";
        format = "";
        editedAt = null;
        pinned = false;
        reactions.clear();
        mine.clear();
        counts = List.of();
        chosen = List.of();
        closedAt = null;
        replies = 0;
        lastReply = 0;
    }

    /// As it was sent.
    static ModelMessage sent(Message message) {
        return new ModelMessage(message, message.rev());
    }

    static ModelMessage folded(Folded folded, long asOf) {
        var model = new ModelMessage(folded.message(), asOf);
        var state = folded.message().state();
        if (model.gone) {
            return model;
        }
        var edited = state.edited();
        if (edited != null) {
            model.text = edited.text();
            model.format = edited.format();
            model.editedAt = edited.at();
        }
        model.pinned = state.pinned();
        state.reactions().forEach(one -> model.reactions.put(one.emoji(), one.count()));
        model.mine.addAll(folded.mine().emojis());
        var tally = state.poll();
        if (tally != null) {
            model.counts = tally.counts();
            model.closedAt = tally.closedAt();
        }
        model.chosen = folded.mine().options();
        var replies = folded.replies();
        if (replies != null) {
            model.replies = replies.count();
            model.lastReply = replies.lastSeq();
        }
        return model;
    }

    /// What happened to it after its `asOf`.
    void apply(Change change, UserId reader) {
        if (gone) {
            return;
        }
        switch (change.body()) {
            case Edited edited when edited.gone() == null -> {
                text = edited.text();
                format = edited.format();
                editedAt = change.at();
            }
            case Deleted deleted -> erase(Gone.deleted(change.at()));
            case Reacted reacted -> {
                int count = reactions.getOrDefault(reacted.emoji(), 0) + (reacted.on() ? 1 : -1);
                if (count == 0) {
                    reactions.remove(reacted.emoji());
                } else {
                    reactions.put(reacted.emoji(), count);
                }
                if (change.from().equals(reader)) {
                    if (reacted.on()) {
                        mine.add(reacted.emoji());
                    } else {
                        mine.remove(reacted.emoji());
                    }
                }
            }
            case Voted voted -> {
                counts = voted.counts();
                if (change.from().equals(reader)) {
                    chosen = voted.options();
                }
            }
            case PollClosed closed -> closedAt = change.at();
            case Pinned set -> pinned = set.on();
            default -> {}
        }
    }

    void replied(Message reply) {
        if (!gone) {
            replies++;
            lastReply = reply.seq();
        }
    }

    @Override
    public String toString() {
        return "%d in %d: %s (%s) edited %s, gone %b %s, pinned %b, %s mine %s, poll %s mine %s closed %s, %d replies to %d"
                .formatted(
                        seq, thread, text, format, editedAt, gone, deletedAt, pinned, reactions,
                        mine, counts, chosen, closedAt, replies, lastReply);
    }
}
