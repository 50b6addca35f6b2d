package parley.core.message;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What later changes made of a message: the same for everyone who reads it. Kept beside the
/// message as it was sent, so that reading folds nothing.
///
/// @param edited the text as it was edited last; null if it never was
/// @param gone that its content was erased, and why; null while it is there
/// @param pinned whether it is pinned in its conversation
/// @param reactions each emoji with how many people gave it, the one that came first in front
/// @param poll how a poll stands; null if nobody voted and nobody closed it
public record MessageState(
        @Nullable Edited edited,
        @Nullable Gone gone,
        boolean pinned,
        List<Reaction> reactions,
        @Nullable Tally poll) {
    /// Of a message to which nothing happened: nearly all.
    public static final MessageState NONE = new MessageState(null, null, false, List.of(), null);

    /// Kinds of reactions that a message may have.
    public static final int KINDS_MAX = 20;

    public MessageState {
        reactions = List.copyOf(reactions);
    }

    /// What an edit put in place of the text.
    public record Edited(String text, String format, Instant at) {}

    /// That there is nothing to read any more.
    ///
    /// @param at when it was deleted; null where its time was over, which makes no change
    public record Gone(Reason reason, @Nullable Instant at) {
        /// Why.
        public enum Reason {
            DELETED,
            EXPIRED
        }

        public static final Gone EXPIRED = new Gone(Reason.EXPIRED, null);

        public static Gone deleted(Instant at) {
            return new Gone(Reason.DELETED, at);
        }
    }

    /// How many people gave an emoji.
    public record Reaction(String emoji, int count) {}

    /// How a poll stands.
    ///
    /// @param counts how many people chose each option
    /// @param closedAt when it was closed by hand; null while it wasn't
    public record Tally(List<Integer> counts, @Nullable Instant closedAt) {
        public Tally {
            counts = List.copyOf(counts);
        }

        /// Of a poll with so many options, before anyone votes.
        public static Tally empty(int options) {
            return new Tally(java.util.Collections.nCopies(options, 0), null);
        }

        /// After someone who chose some options chose others in their place.
        Tally moved(List<Integer> from, List<Integer> to) {
            var next = new ArrayList<>(counts);
            from.forEach(option -> next.set(option, next.get(option) - 1));
            to.forEach(option -> next.set(option, next.get(option) + 1));
            return new Tally(next, closedAt);
        }

        Tally closed(Instant at) {
            return new Tally(counts, at);
        }
    }

    /// Of a message whose content is erased: nothing else is left.
    public static MessageState of(Gone gone) {
        return new MessageState(null, gone, false, List.of(), null);
    }

    public MessageState with(Edited next) {
        return new MessageState(next, gone, pinned, reactions, poll);
    }

    public MessageState with(Tally next) {
        return new MessageState(edited, gone, pinned, reactions, next);
    }

    public MessageState withPinned(boolean on) {
        return new MessageState(edited, gone, on, reactions, poll);
    }

    /// One more person gave this emoji, or one less.
    public MessageState withReaction(String emoji, int more) {
        var next = new ArrayList<Reaction>(reactions.size() + 1);
        boolean known = false;
        for (var reaction : reactions) {
            if (!reaction.emoji().equals(emoji)) {
                next.add(reaction);
            } else {
                known = true;
                if (reaction.count() + more > 0) {
                    next.add(new Reaction(emoji, reaction.count() + more));
                }
            }
        }
        if (!known && more > 0) {
            next.add(new Reaction(emoji, more));
        }
        return new MessageState(edited, gone, pinned, next, poll);
    }

    /// Whether people gave anything of which a reader wants to know what was theirs.
    public boolean hasOpinions() {
        return !reactions.isEmpty() || poll != null;
    }
}
