package parley.protocol;

/// Something with named fields: a frame, or a part of one.
@FunctionalInterface
public interface Part {
    void writeFields(FrameWriter out);
}
