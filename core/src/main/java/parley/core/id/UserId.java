package parley.core.id;

import org.jspecify.annotations.Nullable;

/// Who someone is to the server: 64 bits from a secure source, so that ids can't be guessed or
/// counted.
public record UserId(long bits) implements Comparable<UserId> {
    // written out, since those of a record go through method handles, and these are asked for
    // several times a message
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserId user && user.bits == bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    @Override
    public int compareTo(UserId other) {
        return Long.compareUnsigned(bits, other.bits);
    }
}
