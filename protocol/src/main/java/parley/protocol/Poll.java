package parley.protocol;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a message asks, as it was sent; in a folded message with how it stands.
///
/// @param standing null in a message that is told as it was sent
public record Poll(
        List<String> options,
        boolean multiple,
        boolean anonymous,
        @Nullable Instant closesAt,
        @Nullable Standing standing)
        implements Part {
    /// How a poll stands.
    ///
    /// @param counts how many people chose each option
    /// @param mine indexes of what the reader chose
    /// @param closedAt when it was closed by hand
    public record Standing(List<Integer> counts, List<Integer> mine, @Nullable Instant closedAt) {}

    @Override
    public void writeFields(FrameWriter out) {
        out.texts("options", options);
        if (multiple) {
            out.put("multiple", true);
        }
        if (anonymous) {
            out.put("anonymous", true);
        }
        if (closesAt != null) {
            out.put("closesAt", Times.text(closesAt));
        }
        if (standing != null) {
            out.numbers("counts", standing.counts()).numbers("mine", standing.mine());
            if (standing.closedAt() != null) {
                out.put("closedAt", Times.text(standing.closedAt()));
            }
        }
    }
}
