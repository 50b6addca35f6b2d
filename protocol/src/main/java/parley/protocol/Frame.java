package parley.protocol;

/// Anything that goes over the wire as one object: what the server says, and what a client asks.
@FunctionalInterface
public interface Frame extends Part {
    default void write(FrameWriter out) {
        out.braces(this::writeFields);
    }
}
