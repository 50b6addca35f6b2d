package parley.core.id;

import org.jspecify.annotations.Nullable;

/// The number of a conversation inside the server. Sequential, so that new conversations fill the
/// right edge of each index; never shown: [PublicIds] permutes it, so that its text tells nothing
/// about how many there are.
public record ConversationId(long number) implements Comparable<ConversationId> {
    public ConversationId {
        if (number <= 0) {
            throw new IllegalArgumentException("a conversation's number is positive: " + number);
        }
    }

    // written out, since those of a record go through method handles, and these are asked for
    // several times a message
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConversationId conversation && conversation.number == number;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(number);
    }

    @Override
    public int compareTo(ConversationId other) {
        return Long.compare(number, other.number);
    }
}
