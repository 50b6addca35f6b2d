package parley.core.id;

/// Who someone is to the server: 64 bits from a secure source, so that ids can't be guessed or
/// counted.
public record UserId(long bits) implements Comparable<UserId> {
    @Override
    public int compareTo(UserId other) {
        return Long.compareUnsigned(bits, other.bits);
    }
}
