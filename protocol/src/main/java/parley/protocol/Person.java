package parley.protocol;

import org.jspecify.annotations.Nullable;

/// A user as others see them in passing.
///
/// @param avatar the id of their picture
public record Person(
        String id, String username, String name, boolean guest, @Nullable String avatar)
        implements Part {
    @Override
    public void writeFields(FrameWriter out) {
        out.put("id", id).put("username", username).put("name", name);
        if (guest) {
            out.put("guest", true);
        }
        out.putOrNull("avatar", avatar);
    }
}
