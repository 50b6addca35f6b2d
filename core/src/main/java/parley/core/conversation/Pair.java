package parley.core.conversation;

import org.jspecify.annotations.Nullable;
import parley.core.id.UserId;

/// The two people of a direct conversation, the lower id first; the same person twice for notes to
/// self.
public record Pair(UserId a, UserId b) {
    public Pair {
        if (a.compareTo(b) > 0) {
            throw new IllegalArgumentException("the lower id comes first; use Pair.of");
        }
    }

    public static Pair of(UserId one, UserId other) {
        return one.compareTo(other) <= 0 ? new Pair(one, other) : new Pair(other, one);
    }

    // written out as those of the ids are
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pair pair && pair.a.equals(a) && pair.b.equals(b);
    }

    @Override
    public int hashCode() {
        return 31 * a.hashCode() + b.hashCode();
    }

    public boolean has(UserId user) {
        return a.equals(user) || b.equals(user);
    }

    /// The other one; oneself in notes to self.
    public UserId peerOf(UserId user) {
        return a.equals(user) ? b : a;
    }

    public boolean isWithSelf() {
        return a.equals(b);
    }
}
