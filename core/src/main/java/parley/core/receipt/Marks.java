package parley.core.receipt;

/// How far one user got in one conversation: every message up to these seqs is received, and read.
/// Never goes back.
public record Marks(long received, long read) {
    public static final Marks NONE = new Marks(0, 0);

    public Marks {
        if (read > received) {
            throw new IllegalArgumentException(
                    "what is read is received: " + read + " > " + received);
        }
    }

    /// All up to `seq` received and read.
    public static Marks readTo(long seq) {
        return new Marks(seq, seq);
    }

    public static Marks receivedTo(long seq) {
        return new Marks(seq, 0);
    }

    /// The further of both, mark by mark.
    public Marks max(Marks other) {
        if (other.received <= received && other.read <= read) {
            return this;
        }
        return new Marks(Math.max(received, other.received), Math.max(read, other.read));
    }

    public Marks clampedTo(long lastSeq) {
        return received <= lastSeq ? this : new Marks(lastSeq, Math.min(read, lastSeq));
    }
}
