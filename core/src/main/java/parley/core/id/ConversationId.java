package parley.core.id;

/// The number of a conversation inside the server. Sequential, so that new conversations fill the
/// right edge of each index; never shown: [PublicIds] permutes it, so that its text tells nothing
/// about how many there are.
public record ConversationId(long number) implements Comparable<ConversationId> {
    public ConversationId {
        if (number <= 0) {
            throw new IllegalArgumentException("a conversation's number is positive: " + number);
        }
    }

    @Override
    public int compareTo(ConversationId other) {
        return Long.compare(number, other.number);
    }
}
